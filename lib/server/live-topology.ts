import { buildId } from '../api/build-id.ts'
import type { LinkState } from '../api/contract.ts'
import { type AgentClient, type AgentHandlers, openAgentClient } from '../link/agent-client.ts'
import { type Clock, systemClock, type Timer } from '../link/clock.ts'
import { mergeChange } from '../merge/merge-change.ts'
import { mergeViews } from '../merge/merge-views.ts'
import { applyChange } from '../model/apply-change.ts'
import type { HostStatus } from '../model/status.ts'
import type { Topology } from '../model/topology.ts'
import { createStreamHub, type HubLimits, hubLimits, type StreamHub } from './stream-hub.ts'

export type LiveTopology = {
  /** Null until the agent has told its view. */
  current(): Topology | null
  link(): LinkState
  readonly agent: AgentClient
  readonly hub: StreamHub
  close(): void
}

/** A link that is back within this time was a hiccup. */
const graceMs = 3_000

/** Listens to the agent, holds what it tells and hands it on to every browser. */
export function followAgent(
  socketPath: string,
  clock: Clock = systemClock,
  limits: HubLimits = hubLimits,
): LiveTopology {
  let topology: Topology | null = null
  let grace: Timer | null = null

  const handlers: AgentHandlers = {
    onView(view) {
      topology = mergeViews([view])
      if (link.state !== 'connected')
        link = { state: 'connected', since: clock.now(), detail: 'The agent is connected.' }
      hub.publish(whole(topology))
    },
    onChange(change) {
      if (!topology) return
      const merged = mergeChange([], change)
      topology = applyChange(topology, merged)
      hub.publish({ kind: 'change', change: merged })
    },
    onBeat(status) {
      if (!topology) return
      topology = { ...topology, statuses: withStatus(topology.statuses, status) }
      hub.beat()
    },
    onLink(next) {
      grace?.cancel()
      if (next.state === 'connected' || topology === null) setLink(next)
      else grace = clock.after(Math.max(0, next.since + graceMs - clock.now()), () => setLink(next))
    },
  }

  const whole = (view: Topology) => ({ kind: 'topology' as const, topology: view, link, agents: [], build: buildId })

  function setLink(next: LinkState): void {
    link = next
    hub.beat()
  }

  const hub = createStreamHub(
    {
      whole: () => topology && whole(topology),
      beat: () => ({ kind: 'beat', statuses: topology?.statuses ?? [], link, agents: [], at: clock.now() }),
    },
    clock,
    limits,
  )
  const agent = openAgentClient(socketPath, handlers, clock)
  let link: LinkState = agent.link()

  return {
    current: () => topology,
    link: () => link,
    agent,
    hub,
    close() {
      grace?.cancel()
      agent.close()
      hub.close()
    },
  }
}

const withStatus = (statuses: readonly HostStatus[], status: HostStatus): HostStatus[] =>
  statuses.map((known) => (known.hostId === status.hostId ? status : known))
