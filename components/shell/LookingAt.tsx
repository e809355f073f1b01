import { useState } from 'react'
import type { AgentState, LinkState } from '../../lib/api/contract.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { Ago } from '../ui/Ago.tsx'
import { Button } from '../ui/Button.tsx'
import { CutText } from '../ui/CutText.tsx'
import { Dot } from '../ui/Dot.tsx'
import { Dropdown } from '../ui/Dropdown.tsx'
import { countAgents } from './agent-words.ts'
import { HostLine } from './HostLine.tsx'
import { HostStatusFacts } from './HostStatusFacts.tsx'
import { AgentsDialog } from './lazy-agents.ts'
import { lookingWords } from './looking-words.ts'
import { overallSight } from './overall-sight.ts'
import { SightLine } from './SightLine.tsx'

type Props = {
  topology: Topology | null
  link: LinkState
  statuses: HostStatus[]
  agents: AgentState[]
  onSelectHost: (hostId: string) => void
}

/** Where we look and how fresh it is; more of it on a click. */
export function LookingAt({ topology, link, statuses, agents, onSelectHost }: Props) {
  const [agentsOpen, setAgentsOpen] = useState(false)
  const hosts = topology?.hosts ?? []
  const only = hosts.length === 1 ? hosts[0] : undefined
  const looking = lookingWords(link, statuses)
  const read = hosts.filter(({ origin }) => origin === 'observed').length
  const isCounted = /\d/.test(looking.word)
  return (
    <>
      <Dropdown
        label={`Where we look: ${hosts.map(({ name }) => name).join(', ') || 'nothing yet'}, ${looking.word}`}
        text={
          <>
            <Dot tone={looking.tone} />
            {looking.word}
            {looking.since === null ? null : <Ago at={looking.since} words="for" />}
            {only ? (
              <span className="max-md:hidden">
                {' · '}
                <CutText text={only.name} max={24} />
                {only.engine ? <span className="text-soft"> · engine {only.engine.version}</span> : null}
              </span>
            ) : null}
            {hosts.length > 1 && !isCounted ? (
              <span className="max-md:hidden">{` · ${read} ${read === 1 ? 'host' : 'hosts'}`}</span>
            ) : null}
          </>
        }
      >
        <div className="flex flex-col gap-2">
          {link.state === 'connected' ? null : (
            <p className="text-soft">
              <bdi>{link.detail}</bdi>
            </p>
          )}
          {only && topology ? (
            <OneHost topology={topology} statuses={statuses} onSelectHost={onSelectHost} />
          ) : topology ? (
            <SeveralHosts topology={topology} statuses={statuses} onSelectHost={onSelectHost} />
          ) : null}
          {agents.length === 0 ? null : (
            <div className="flex items-center justify-between gap-3 border-hair border-t pt-2">
              <span className="text-soft">{`${agents.length === 1 ? '1 agent' : `${agents.length} agents`}: ${countAgents(agents)}`}</span>
              <Button onClick={() => setAgentsOpen(true)}>Show agents</Button>
            </div>
          )}
        </div>
      </Dropdown>
      {agentsOpen ? (
        <AgentsDialog
          agents={agents}
          topology={topology}
          statuses={statuses}
          onSelectHost={onSelectHost}
          onClose={() => setAgentsOpen(false)}
        />
      ) : null}
    </>
  )
}

type HostsProps = { topology: Topology; statuses: HostStatus[]; onSelectHost: (hostId: string) => void }

function OneHost({ topology: { hosts }, statuses, onSelectHost }: HostsProps) {
  return hosts.map((host) => (
    <div key={host.id}>
      <button type="button" className="rounded font-semibold hover:underline" onClick={() => onSelectHost(host.id)}>
        <CutText text={host.name} max={32} />
      </button>
      <HostStatusFacts host={host} status={statuses.find(({ hostId }) => hostId === host.id) ?? null} />
    </div>
  ))
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
