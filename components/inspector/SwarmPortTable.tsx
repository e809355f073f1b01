import { Dot } from '../ui/Dot.tsx'
import { Rows } from '../ui/Rows.tsx'
import type { SwarmPort } from './swarm-ports.ts'

/** What a member of a swarm must have open, and on which address it is. */
export const SwarmPortTable = ({ ports }: { ports: SwarmPort[] }) => (
  <Rows
    label="Swarm ports"
    heads={['Port', 'For', 'Listens on', 'Held by']}
    rows={ports.map(({ port, purpose, state, addresses, holder }) => ({
      key: port,
      cells: [
        port,
        <span key="for" className="font-sans">
          {purpose}
        </span>,
        <span key="state" className="inline-flex items-center gap-1.5">
          <Dot tone={tones[state]} />
          {state === 'listens' ? addresses.join(', ') : <span className="font-sans">{state}</span>}
        </span>,
        <bdi key="holder" className={state === 'listens' ? '' : 'font-sans'}>
          {holder}
        </bdi>,
      ],
    }))}
  />
)

const tones = { listens: 'ok', missing: 'bad', 'not needed': 'idle', unknown: 'idle' } as const
