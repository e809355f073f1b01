import type { AgentState } from '../api/contract.ts'
import type { AgentClient, AgentHandlers, AgentLink } from '../link/agent-client.ts'
import type { Clock, Timer } from '../link/clock.ts'
import { applyChange } from '../model/apply-change.ts'
import type { Change } from '../model/change.ts'
import type { HostId } from '../model/id.ts'
import type { HostStatus } from '../model/status.ts'
import type { HostView } from '../model/topology.ts'

/** One agent that is listened to, believed or not. */
export type AgentSession = {
  readonly address: string
  readonly client: AgentClient
  state(): AgentState
  /** The host that it tells of, or told of last. */
  hostId(): HostId | null
  /** It answers at this moment, and is believed. */
  isHeard(): boolean
  /** Since when the link is not there; null while it is. */
  lostSince(): number | null
  /** Asks again whether it is believed, where it was not. */
  reconsider(): void
  close(): void
}

export type SessionSink = {
  /** Why the session must not tell of this host; null where it may, and from then on does. */
  admit(session: AgentSession, view: HostView): string | null
  changed(session: AgentSession, change: Change): void
  /** Its host's status is another, or what there is to say of the session. */
  said(session: AgentSession, status: HostStatus | null): void
}

/** A link that is back within this time was a hiccup. */
const graceMs = 3_000

export type OpenClient = (handlers: AgentHandlers) => AgentClient

/** Listens to one agent and hands on what it tells of its host, as long as it is let. */
export function openAgentSession(
  address: string,
  openClient: OpenClient,
  sink: SessionSink,
  clock: Clock,
): AgentSession {
  let hostId: HostId | null = null
  let status: HostStatus | null = null
  let refusal: { reason: string; since: number } | null = null
  /** What it tells while it is not believed. */
  let unmerged: HostView | null = null
  let grace: Timer | null = null

  const handlers: AgentHandlers = {
    onView(view) {
      hostId = view.hosts[0]?.id ?? null
      status = view.statuses[0] ?? null
      speak({ state: 'connected', since: clock.now(), detail: 'The agent is connected.' })
      consider(view)
    },
    onChange(change) {
      if (unmerged) unmerged = applyChange(unmerged, change)
      else sink.changed(session, change)
    },
    onBeat(next) {
      status = next
      sayStatus()
    },
    onLink(next) {
      grace?.cancel()
      grace = null
      if (next.state === 'connected') return
      if (spoken.state !== 'connected') speak(next)
      else grace = clock.after(Math.max(0, next.since + graceMs - clock.now()), () => speak(next))
    },
  }

  function consider(view: HostView): void {
    const reason =
      view.hosts.length === 1 ? sink.admit(session, heardView(view)) : 'It tells of no host, or of several.'
    unmerged = reason === null ? null : view
    if (reason === (refusal?.reason ?? null)) return
    refusal = reason === null ? null : { reason, since: clock.now() }
    sayStatus()
  }

  function speak(next: AgentLink): void {
    if (next.state !== 'connected') unmerged = null
    spoken = next.state === spoken.state && next.state === 'connected' ? spoken : next
    sayStatus()
  }

  const sayStatus = () => sink.said(session, heardStatus(status))
  const heardView = (view: HostView): HostView => ({ ...view, statuses: view.statuses.map(heardStatus) })

  function heardStatus<S extends HostStatus | null>(known: S): S {
    if (known === null) return known
    const state = spoken.state === 'connected' && refusal === null ? ('live' as const) : ('stale' as const)
    const { since, detail } = refusal ? { since: refusal.since, detail: refusal.reason } : spoken
    return { ...known, heard: { state, since, detail, clockAheadMs: null, clockUncertaintyMs: null } }
  }

  const session: AgentSession = {
    address,
    client: openClient(handlers),
    state: () => ({
      address,
      ...(refusal ? { state: 'refused', since: refusal.since, detail: refusal.reason } : spoken),
      hostId,
      agentVersion: status?.agentVersion ?? null,
      protocol: null,
      keyFingerprint: null,
    }),
    hostId: () => hostId,
    isHeard: () => session.client.link().state === 'connected' && refusal === null,
    lostSince: () => (session.client.link().state === 'connected' ? null : session.client.link().since),
    reconsider: () => unmerged && consider(unmerged),
    close() {
      grace?.cancel()
      session.client.close()
    },
  }
  let spoken: AgentLink = session.client.link()
  return session
}
