import type { SwarmPort } from '../../lib/analyse/find-swarm-ports.ts'
import { Dot } from '../ui/Dot.tsx'
import { Rows } from '../ui/Rows.tsx'

type Props = { ports: SwarmPort[]; none: string }

/** What a member of a swarm must have open, on which address it is, and who holds it. */
export const SwarmPortTable = ({ ports, none }: Props) => (
  <Rows
    label="Swarm ports"
    none={none}
    heads={['Port', 'For', 'Listens on', 'Verdict']}
    rows={ports.map(({ port, protocol, purpose, listeners, verdict, why }) => ({
      key: `${port}/${protocol}`,
      cells: [
        `${port}/${protocol}`,
        <span key="for" className="font-sans">
          {purpose}
        </span>,
        listeners.length === 0 ? (
          <span key="none" className="font-sans text-soft">
            no address
          </span>
        ) : (
          [...new Set(listeners.map(({ address }) => address))].map((address) => <div key={address}>{address}</div>)
        ),
        <span key="verdict" className="inline-flex items-center gap-1.5 whitespace-nowrap font-sans">
          <Dot tone={verdicts[verdict].tone} />
          {verdicts[verdict].text}
        </span>,
      ],
      note: <bdi>{why}</bdi>,
    }))}
  />
)

const verdicts = {
  listens: { text: 'open', tone: 'ok' },
  missing: { text: 'missing', tone: 'bad' },
  'not-needed': { text: 'not needed', tone: 'idle' },
  unknown: { text: 'unknown', tone: 'idle' },
} as const
