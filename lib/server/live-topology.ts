import { buildId } from '../api/build-id.ts'
import type { AgentState, LinkState } from '../api/contract.ts'
import { openAgentClient } from '../link/agent-client.ts'
import { type Clock, systemClock, type Timer } from '../link/clock.ts'
import { createMerger } from '../merge/create-merger.ts'
import type { Change } from '../model/change.ts'
import type { Topology } from '../model/topology.ts'
import { type AgentSession, openAgentSession, type SessionSink } from './agent-session.ts'
import { type AgentSource, sourceAddress } from './agent-sources.ts'
import type { Agents } from './ask-agent-of.ts'
import { createHostOwners } from './host-owners.ts'
import { overallLink } from './overall-link.ts'
import { createPacer } from './pacer.ts'
import { createStreamHub, type HubLimits, hubLimits, type StreamHub } from './stream-hub.ts'

export type LiveTopology = Agents & {
  /** Null until an agent has told its view. */
  current(): Topology | null
  link(): LinkState
  agents(): AgentState[]
  readonly hub: StreamHub
  close(): void
}

/** Statuses of a hundred agents come many a second; a browser needs them less often. */
const beatRestMs = 500
const tickMs = 1_000
/** A host that nobody tells of any more is forgotten after this. */
const forgetMs = 30_000

/** Listens to the agents, holds what they tell as one topology and hands each change on to every browser. */
export function followAgents(
  sources: readonly AgentSource[],
  clock: Clock = systemClock,
  limits: HubLimits = hubLimits,
): LiveTopology {
  const merger = createMerger()
  const owners = createHostOwners()
  const sessions = new Map<string, AgentSession>()
  let told = false

  const sink: SessionSink = {
    admit(session, view) {
      const host = view.hosts[0]
      if (!host) return 'It tells of no host.'
      const reason = owners.claim(host.id, session)
      if (reason === null) publish(merger.put(host.id, view))
      return reason
    },
    changed(session, change) {
      const hostId = session.hostId()
      if (hostId && owners.of(hostId) === session) publish(merger.change(hostId, change))
    },
    said(session, status) {
      if (status && owners.of(status.hostId) === session) {
        merger.change(status.hostId, { put: {}, gone: {}, statuses: [status], readAt: 0 })
      }
      beats.ask()
    },
  }

  function publish(change: Change | null): void {
    if (!told) {
      told = true
      hub.publish(whole(merger.current()))
    } else if (change) hub.publish({ kind: 'change', change })
  }

  const agents = () => [...sessions.values()].map((session) => session.state())
  const currentLink = () => {
    link = overallLink(agents(), link, clock.now())
    return link
  }
  const whole = (topology: Topology) => ({
    ...{ kind: 'topology' as const, topology, link: currentLink(), agents: agents(), build: buildId },
  })

  const hub = createStreamHub(
    {
      whole: () => (told ? whole(merger.current()) : null),
      beat: () => ({
        kind: 'beat',
        statuses: merger.current().statuses,
        link: currentLink(),
        agents: agents(),
        at: clock.now(),
      }),
    },
    clock,
    limits,
  )
  const beats = createPacer(clock, beatRestMs, () => hub.beat())
  let link: LinkState = { state: 'connecting', since: clock.now(), detail: 'No agent is known yet.' }

  for (const source of sources) {
    if (source.kind !== 'socket') continue
    const address = sourceAddress(source)
    sessions.set(
      address,
      openAgentSession(address, (handlers) => openAgentClient(source.path, handlers, clock), sink, clock),
    )
  }

  function tick(): void {
    for (const session of sessions.values()) session.reconsider()
    for (const hostId of owners.takeForsaken(clock.now() - forgetMs)) publish(merger.drop(hostId))
    timer = clock.after(tickMs, tick)
  }
  let timer: Timer = clock.after(tickMs, tick)

  return {
    current: () => (told ? merger.current() : null),
    link: currentLink,
    agents,
    agentOf(hostId) {
      const owner = owners.of(hostId)
      return owner?.isHeard() ? owner.client : null
    },
    hub,
    close() {
      timer.cancel()
      beats.close()
      for (const session of sessions.values()) session.close()
      hub.close()
    },
  }
}
