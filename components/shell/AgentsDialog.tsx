import type { AgentState } from '../../lib/api/contract.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { asSentence } from '../ui/as-sentence.ts'
import { CutText } from '../ui/CutText.tsx'
import { Dot } from '../ui/Dot.tsx'
import { Facts } from '../ui/Facts.tsx'
import { Id } from '../ui/Id.tsx'
import { Modal } from '../ui/Modal.tsx'
import { Rows } from '../ui/Rows.tsx'
import { Since } from '../ui/Since.tsx'
import { useMedia } from '../ui/use-media.ts'
import { agentWords, countAgents } from './agent-words.ts'
import { clockWords } from './clock-words.ts'

type Props = {
  agents: AgentState[]
  topology: Topology | null
  statuses: HostStatus[]
  onSelectHost: (hostId: string) => void
  onClose: () => void
}

/** Every agent that is listened to, or would be: where it is asked, how it is doing, which host it tells of, and who it is. */
export function AgentsDialog({ agents, topology, statuses, onSelectHost, onClose }: Props) {
  const narrow = useMedia('(max-width: 639px)')
  const sorted = [...agents].sort((a, b) => naturalOrder(a.address, b.address))
  const partsOf = (agent: AgentState) => {
    const host = topology?.hosts.find(({ id }) => id === agent.hostId)
    const heard = statuses.find(({ hostId }) => hostId === agent.hostId)?.heard ?? null
    return {
      address: <CutText text={agent.address} />,
      state: <State agent={agent} />,
      host: host ? (
        <button
          type="button"
          onClick={() => {
            onSelectHost(host.id)
            onClose()
          }}
          className="rounded text-left font-semibold hover:underline"
        >
          <CutText text={host.name} />
        </button>
      ) : (
        'unknown'
      ),
      version: `${agent.agentVersion ?? 'unknown'}${agent.protocol === null ? '' : `, protocol ${agent.protocol}`}`,
      key: <Key agent={agent} />,
      clock: <Clock heard={heard} />,
    }
  }
  return (
    <Modal title="Agents" onClose={onClose} wide>
      <div className="flex flex-col gap-3 p-4">
        <p className="text-soft">
          {agents.length === 0
            ? 'Which agents there are is not known yet.'
            : `${countAgents(agents)}. Each tells of the host that it runs on, and reads only.`}
        </p>
        {narrow ? (
          <ul aria-label="Agents" className="flex flex-col gap-3">
            {sorted.map((agent) => {
              const parts = partsOf(agent)
              return (
                <li key={agent.address} className="rounded-lg border border-line bg-card px-3 py-2">
                  <p className="mono font-semibold">{parts.address}</p>
                  {parts.state}
                  <Facts
                    facts={[
                      ['host', parts.host],
                      ['version', parts.version],
                      ['key', parts.key],
                      ['clock', parts.clock],
                    ]}
                  />
                </li>
              )
            })}
          </ul>
        ) : (
          <Rows
            label="Agents"
            none="None."
            mono={false}
            heads={['Address', 'State', 'Host', 'Version', 'Key', 'Clock']}
            rows={sorted.map((agent) => {
              const { address, state, host, version, key, clock } = partsOf(agent)
              return {
                key: agent.address,
                cells: [
                  <span key="address" className="mono">
                    {address}
                  </span>,
                  state,
                  host,
                  version,
                  key,
                  clock,
                ],
              }
            })}
          />
        )}
      </div>
    </Modal>
  )
}

/** The state with its age; where it is not well, the reason and what to do. */
function State({ agent }: { agent: AgentState }) {
  const { word, tone, advice } = agentWords(agent)
  return (
    <div className="max-w-96">
      <p>
        <span className="mr-1.5 inline-flex align-middle">
          <Dot tone={tone} />
        </span>
        {word} since <Since at={agent.since} />
      </p>
      {agent.state === 'connected' || agent.detail === '' ? null : (
        <p className="wrap-anywhere">
          <bdi>{asSentence(agent.detail)}</bdi>
        </p>
      )}
      {advice === null ? null : <p className="text-soft">{advice}</p>}
    </div>
  )
}

function Clock({ heard }: { heard: HostStatus['heard'] }) {
  const clock = clockWords(heard)
  if (clock === null) return <span className="text-soft">not measured</span>
  return <span className={clock.matters ? 'text-warn' : ''}>{clock.text}</span>
}

/** Who it is: its key's fingerprint. One on this host's own socket needs no proof. */
function Key({ agent: { keyFingerprint, state } }: { agent: AgentState }) {
  if (keyFingerprint !== null) return <Id id={keyFingerprint} what="key fingerprint" />
  return <span className="text-soft">{state === 'connected' ? 'none: a local socket' : 'unknown'}</span>
}
