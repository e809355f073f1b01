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

type Props = { topology: Topology; statuses: readonly HostStatus[]; answer: PathAnswer; branch: Branch }

/** What the answer rests on: who told it and when, what is taken for granted, and what could not be read. */
export function KnownBox({ topology, statuses, answer, branch }: Props) {
  const { hosts, gaps } = useMemo(() => waySources(topology, statuses, branch), [topology, statuses, branch])
  return (
    <PathBox title="Known, and not known">
      <ul aria-label="Sources" className="flex flex-col">
        {hosts.map((source) => (
          <li key={source.hostId} className="flex justify-between gap-3 border-hair border-b py-1 last:border-0">
            <CutText text={source.name} className="font-semibold" />
            <Heard source={source} basis={answer.basis} readAt={answer.readAt} />
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

function Heard({
  source: { status },
  basis,
  readAt,
}: {
  source: WaySource
  basis: PathAnswer['basis']
  readAt: number
}) {
  if (status?.heard?.state === 'stale')
    return (
      <span className="text-warn">
        not heard, as it was <Ago at={status.heard.since} />
      </span>
    )
  return (
    <span className="text-right text-soft">
      {basis === 'kernel' ? 'engine and kernel' : 'engine alone'}, newest fact <Ago at={readAt} />
    </span>
  )
}
