import type { AgentState, LinkState } from '../../lib/api/contract.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { Button } from '../ui/Button.tsx'
import { CutText } from '../ui/CutText.tsx'
import { countAgents } from './agent-words.ts'
import { HostLine } from './HostLine.tsx'
import { HostStatusFacts } from './HostStatusFacts.tsx'
import { overallSight } from './overall-sight.ts'
import { SightLine } from './SightLine.tsx'

type Props = {
  topology: Topology | null
  link: LinkState
  statuses: HostStatus[]
  agents: AgentState[]
  onSelectHost: (hostId: string) => void
  onAgents: () => void
}

/** Every host that is looked at and how well it is seen, and the way to the agents. */
export function LookingPanel({ topology, link, statuses, agents, onSelectHost, onAgents }: Props) {
  return (
    <div className="flex flex-col gap-2">
      {link.state === 'connected' ? null : (
        <p className="text-soft">
          <bdi>{link.detail}</bdi>
        </p>
      )}
      {topology?.hosts.length === 1 ? (
        <OneHost topology={topology} statuses={statuses} onSelectHost={onSelectHost} />
      ) : topology ? (
        <SeveralHosts topology={topology} statuses={statuses} onSelectHost={onSelectHost} />
      ) : null}
      {agents.length === 0 ? null : (
        <div className="flex items-center justify-between gap-3 border-hair border-t pt-2">
          <span className="text-soft">{`${agents.length === 1 ? '1 agent' : `${agents.length} agents`}: ${countAgents(agents)}`}</span>
          <Button onClick={onAgents}>Show agents</Button>
        </div>
      )}
    </div>
  )
}

type HostsProps = { topology: Topology; statuses: HostStatus[]; onSelectHost: (hostId: string) => void }

function OneHost({ topology, statuses, onSelectHost }: HostsProps) {
  const sight = topology.nodes.length === 0 ? null : overallSight(topology, statuses)
  return (
    <>
      {sight === null ? null : <SightLine sight={sight} />}
      {topology.hosts.map((host) => (
        <div key={host.id}>
          <button type="button" className="rounded font-semibold hover:underline" onClick={() => onSelectHost(host.id)}>
            <CutText text={host.name} max={32} />
          </button>
          <HostStatusFacts host={host} status={statuses.find(({ hostId }) => hostId === host.id) ?? null} />
        </div>
      ))}
    </>
  )
}

function SeveralHosts({ topology, statuses, onSelectHost }: HostsProps) {
  const sight = overallSight(topology, statuses)
  const sorted = [...topology.hosts].sort((a, b) => naturalOrder(a.name, b.name))
  return (
    <>
      {sight === null ? null : <SightLine sight={sight} />}
      <ul aria-label="Hosts" className="flex max-h-[60vh] flex-col overflow-auto sm:w-96">
        {sorted.map((host) => (
          <li key={host.id}>
            <HostLine
              host={host}
              status={statuses.find(({ hostId }) => hostId === host.id) ?? null}
              onSelect={() => onSelectHost(host.id)}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
