import { buildId } from '../api/build-id.ts'
import type { AgentState, LinkState } from '../api/contract.ts'
import { openAgentClient } from '../link/agent-client.ts'
import { type Clock, systemClock, type Timer } from '../link/clock.ts'
import type { SharedSecret } from '../link/shared-secret.ts'
import { createMerger } from '../merge/create-merger.ts'
import type { Change } from '../model/change.ts'
import type { HostId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { openRoster } from './agent-roster.ts'
import { type AgentSession, openAgentSession, type SessionSink } from './agent-session.ts'
import type { AgentSource } from './agent-sources.ts'
import type { Agents } from './ask-agent-of.ts'
import { createHostOwners } from './host-owners.ts'
import { openKeyPins } from './key-pins.ts'
import { overallLink } from './overall-link.ts'
import { createPacer } from './pacer.ts'
import { createStreamHub, type HubLimits, hubLimits, type StreamHub } from './stream-hub.ts'
import { lookupAll, type Resolve } from './watch-members.ts'

export type LiveTopology = Agents & {
  /** Null until an agent has told its view. */
  current(): Topology | null
  link(): LinkState
  agents(): AgentState[]
  readonly hub: StreamHub
  close(): void
}

export type LiveSettings = {
  sources: readonly AgentSource[]
  /** What agents over the network want to be asked with. */
  secret: SharedSecret | null
  /** Where the keys of agents are kept. */
  stateFolder: string | null
}

export type LiveSurroundings = { clock: Clock; limits: HubLimits; resolve: Resolve }

/** Statuses of a hundred agents come many a second; a browser needs them less often. */
const beatRestMs = 500
const tickMs = 1_000
/** A host that nobody tells of any more is forgotten after this. */
const forgetMs = 30_000

/** Listens to the agents, holds what they tell as one topology and hands each change on to every browser. */
export function followAgents(
  { sources, secret, stateFolder }: LiveSettings,
  { clock, limits, resolve }: LiveSurroundings = { clock: systemClock, limits: hubLimits, resolve: lookupAll },
): LiveTopology {
  const merger = createMerger()
  const owners = createHostOwners()
  const pins = openKeyPins(stateFolder)
  let told = false

  const sink: SessionSink = {
    admit(session, view) {
      const host = view.hosts[0]
      if (!host) return 'It tells of no host.'
      forsake(session, clock.now(), host.id)
      const reason = owners.whyNot(host.id, session) ?? whyNotKey(host.id, session)
      if (reason !== null) return reason
      owners.take(host.id, session)
      publish(merger.put(host.id, view))
      return null
    },
    changed(session, change) {
      const hostId = session.hostId()
      if (hostId && owners.of(hostId) === session) publish(merger.change(hostId, change))
    },
    said(session, status) {
      if (status && owners.of(status.hostId) === session)
        publish(merger.change(status.hostId, { put: {}, gone: {}, statuses: [status], readAt: 0 }))
      beats.ask()
    },
  }

  function whyNotKey(hostId: HostId, session: AgentSession): string | null {
    const keyFingerprint = session.keyFingerprint()
    return keyFingerprint && pins.check(hostId, keyFingerprint, session.address)
  }

  /** Its hosts stay for a while as they were, until another agent tells of them. */
  function forsake(session: AgentSession, since: number, except?: HostId): void {
    const detail = `The agent at ${session.address} no longer tells of it.`
    for (const hostId of owners.leave(session, since, except)) {
      const status = merger.statuses().find((known) => known.hostId === hostId)
      if (!status) continue
      const heard = {
        clockAheadMs: null,
        clockUncertaintyMs: null,
        ...status.heard,
        state: 'stale' as const,
        since,
        detail,
      }
      publish(merger.change(hostId, { put: {}, gone: {}, statuses: [{ ...status, heard }], readAt: 0 }))
    }
  }

  /** Statuses alone go with the next beat, not as a change. */
  function publish(change: Change | null): void {
    if (!told) {
      told = true
      hub.publish(whole())
    } else if (change && tellsRecords(change)) hub.publish({ kind: 'change', change })
  }

  const agents = () => roster.states().map(withTrouble)

  /** Said at every agent whose key it is about. */
  function withTrouble(state: AgentState): AgentState {
    const trouble = state.state === 'connected' && state.keyFingerprint !== null ? pins.trouble() : null
    return trouble
      ? { ...state, detail: `${state.detail} Its key is remembered until Portolan ends: ${trouble}.` }
      : state
  }

  function currentLink(): LinkState {
    link = overallLink(agents(), link, clock.now())
    return link
  }

  const whole = () => ({
    ...{ kind: 'topology' as const, topology: merger.current(), link: currentLink(), agents: agents(), build: buildId },
  })

  const hub = createStreamHub(
    {
      whole: () => (told ? whole() : null),
      beat: () => ({
        ...{ kind: 'beat', statuses: merger.statuses(), link: currentLink(), agents: agents(), at: clock.now() },
      }),
    },
    clock,
    limits,
  )
  const beats = createPacer(clock, beatRestMs, () => hub.beat())
  let link: LinkState = { state: 'connecting', since: clock.now(), detail: 'No agent is known yet.' }

  const roster = openRoster(
    sources,
    {
      open: (label, address) =>
        openAgentSession(label, (handlers) => openAgentClient(address, handlers, { secret, clock }), sink, clock),
      over: (session) => forsake(session, session.lostSince() ?? clock.now()),
      said: beats.ask,
    },
    clock,
    resolve,
  )

  function tick(): void {
    for (const session of roster.sessions()) session.reconsider()
    roster.sweep()
    for (const hostId of owners.takeForsaken(clock.now() - forgetMs)) {
      publish(merger.drop(hostId))
      beats.ask()
    }
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
      roster.close()
      hub.close()
    },
  }
}

const tellsRecords = ({ put, gone }: Change): boolean => Object.keys(put).length + Object.keys(gone).length > 0
