import { useMemo } from 'react'
import type { Branch, PathAnswer } from '../../lib/analyse/path/trace.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { GapNotices } from '../inspector/GapNotices.tsx'
import { Ago } from '../ui/Ago.tsx'
import { CutText } from '../ui/CutText.tsx'
import { PathBox } from './PathBox.tsx'
import { Sentence } from './Sentence.tsx'
import { type WaySource, waySources } from './way-sources.ts'

type Props = { topology: Topology; statuses: readonly HostStatus[]; answer: PathAnswer; branch: Branch | null }

/** What the answer rests on: who told it and when, what is taken for granted, and what could not be read. */
export function KnownBox({ topology, statuses, answer, branch }: Props) {
  const { hosts, gaps } = useMemo(
    () => waySources(topology, statuses, answer, branch),
    [topology, statuses, answer, branch],
  )
  return (
    <PathBox title="Known, and not known">
      <ul aria-label="Sources" className="flex flex-col">
        {hosts.map((source) => (
          <li key={source.hostId} className="border-hair border-b py-1 last:border-0">
            <div className="flex justify-between gap-3">
              <CutText text={source.name} className="font-semibold" />
              <Heard source={source} basis={answer.basis} />
            </div>
            {answer.basis === 'kernel' ? <ReadTimes source={source} /> : null}
          </li>
        ))}
      </ul>
      {answer.assumptions.length === 0 ? null : (
        <>
          <h4 className="text-soft">Taken for granted</h4>
          <ul aria-label="Assumptions" className="flex list-disc flex-col gap-0.5 pl-4">
            {answer.assumptions.map((text) => (
              <li key={text}>
                <Sentence text={text} />
              </li>
            ))}
          </ul>
        </>
      )}
      <GapNotices gaps={gaps} />
    </PathBox>
  )
}

function Heard({ source: { status }, basis }: { source: WaySource; basis: PathAnswer['basis'] }) {
  if (status?.heard?.state === 'stale')
    return (
      <span className="text-warn">
        not heard, as it was <Ago at={status.heard.since} />
      </span>
    )
  return <span className="text-right text-soft">{basis === 'kernel' ? 'engine and kernel' : 'engine alone'}</span>
}

/** When the kernel was asked about each namespace on the way. What it was not asked for this question is kept level by notices and a sweep. */
function ReadTimes({ source: { name, namespaces, status } }: { source: WaySource }) {
  return (
    <ul aria-label={`Namespaces on ${name}`} className="pl-3 text-soft">
      {namespaces.map(({ id, name: namespace, readAt }) => (
        <li key={id} className="flex justify-between gap-3">
          <CutText text={namespace} />
          <span className="text-right">
            {readAt !== null ? (
              <>
                read <Ago at={readAt} />
              </>
            ) : status?.oldest ? (
              <>
                as last told; the oldest part was read <Ago at={status.oldest.readAt} />
              </>
            ) : (
              'as last told'
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
