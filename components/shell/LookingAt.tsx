import { useState } from 'react'
import type { AgentState, LinkState } from '../../lib/api/contract.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { Ago } from '../ui/Ago.tsx'
import { CutText } from '../ui/CutText.tsx'
import { Dot } from '../ui/Dot.tsx'
import { Dropdown } from '../ui/Dropdown.tsx'
import { AgentsDialog, LookingPanel } from './lazy-shell.ts'
import { lookingWords } from './looking-words.ts'

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
        <LookingPanel
          topology={topology}
          link={link}
          statuses={statuses}
          agents={agents}
          onSelectHost={onSelectHost}
          onAgents={() => setAgentsOpen(true)}
        />
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
