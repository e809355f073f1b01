import { shortName } from '../../lib/view/container-words.ts'
import { Dot } from '../ui/Dot.tsx'
import { Rows } from '../ui/Rows.tsx'
import { ContainerLink } from './ContainerLink.tsx'
import { type EntryFacts, isTroubled } from './overlay-facts.ts'
import { RecordLink } from './RecordLink.tsx'

type Props = { entries: EntryFacts[]; none: string }

/** Forwarding and neighbour entries of an overlay on one host: whom each means, where it sends, and whether that is right. */
export function EntryTable({ entries, none }: Props) {
  return (
    <Rows
      label="Forwarding and neighbour entries"
      none={none}
      heads={['For', 'Address, MAC', 'Sent to', 'Verdict']}
      rows={entries.map((facts, index) => ({
        key: `${index} ${facts.entry.mac} ${facts.entry.address}`,
        cells: [
          <Whom key="for" facts={facts} />,
          <div key="address">
            <div>{facts.entry.address ?? 'no address'}</div>
            <div className="text-soft">{facts.entry.mac}</div>
          </div>,
          <Target key="target" facts={facts} />,
          <VerdictCell key="verdict" facts={facts} />,
        ],
      }))}
    />
  )
}

function Whom({ facts: { container, endpoint } }: { facts: EntryFacts }) {
  if (container) return <ContainerLink container={{ id: container.id, name: shortName(container.name) }} />
  return endpoint ? <bdi>{endpoint.ownerName}</bdi> : <span className="font-sans text-soft">nobody known</span>
}

function Target({ facts: { entry, target } }: { facts: EntryFacts }) {
  if (entry.remote === null) return <span className="font-sans text-soft">nowhere</span>
  return (
    <div>
      <div>{entry.remote}</div>
      <div className="font-sans">
        {target ? (
          <RecordLink kind="host" id={target.id} name={target.name} />
        ) : (
          <span className="text-soft">no known host</span>
        )}
      </div>
    </div>
  )
}

/** The verdict; the reason in full where it is not good. */
function VerdictCell({ facts: { entry } }: { facts: EntryFacts }) {
  const isBad = isTroubled(entry)
  const tone = entry.verdict === 'agrees' ? 'ok' : isBad ? 'bad' : 'idle'
  return (
    <div className="font-sans" title={entry.why}>
      <span className="inline-flex items-center gap-1.5">
        <Dot tone={tone} />
        {verdicts[entry.verdict]}
      </span>
      {entry.verdict === 'agrees' ? (
        <span className="sr-only">: {entry.why}</span>
      ) : (
        <p className="min-w-40 text-soft">
          <bdi>{entry.why}</bdi>
        </p>
      )}
    </div>
  )
}

const verdicts: Record<EntryFacts['entry']['verdict'], string> = {
  agrees: 'right',
  missing: 'missing',
  'wrong-host': 'wrong host',
  leftover: 'left over',
  unknown: 'unknown',
}
