import { shortName } from '../../lib/view/container-words.ts'
import { Dot } from '../ui/Dot.tsx'
import { Rows } from '../ui/Rows.tsx'
import { ContainerLink } from './ContainerLink.tsx'
import { type EntryFacts, isTroubled } from './overlay-facts.ts'
import { RecordLink } from './RecordLink.tsx'

type Props = { label: string; entries: EntryFacts[]; none: string }

/** Forwarding and neighbour entries of an overlay on one host: whom each means, where it sends, and whether that is right. */
export function EntryTable({ label, entries, none }: Props) {
  return (
    <Rows
      label={label}
      none={none}
      heads={['For', 'Address, MAC', 'Sent to']}
      rows={entries.map((facts, index) => ({
        key: `${index} ${facts.entry.mac} ${facts.entry.address}`,
        cells: [
          <div key="for">
            <Whom facts={facts} />
            <Verdict facts={facts} />
          </div>,
          <div key="address">
            <div>{facts.entry.address ?? 'no address'}</div>
            <div className="text-soft">{facts.entry.mac}</div>
          </div>,
          <Target key="target" facts={facts} />,
        ],
        note: facts.entry.verdict === 'agrees' ? null : <bdi>{facts.entry.why}</bdi>,
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

function Verdict({ facts: { entry } }: { facts: EntryFacts }) {
  const tone = entry.verdict === 'agrees' ? 'ok' : isTroubled(entry) ? 'bad' : 'idle'
  return (
    <div className="flex items-center gap-1.5 font-sans" title={entry.why}>
      <Dot tone={tone} />
      {verdicts[entry.verdict]}
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
