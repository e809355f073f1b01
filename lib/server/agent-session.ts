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
  /** Of its own key; null at a Unix socket, where it has none. */
  keyFingerprint(): string | null
  /** It answers at this moment, and is believed. */
  isHeard(): boolean
  /** When it told its whole view last: of one agent at two addresses the later connection holds. */
  toldAt(): number
  /** Since when the link is not there; null while it is. */
  lostSince(): number | null
  /** Asks again whether it is believed, where it was not. */
  reconsider(): void
  /** Another tells of its host from now on. */
  displace(reason: string): void
  close(): void
}

export type SessionSink = {
  /** Why the session must not tell of this host; null where it may, and from then on does. */
  admit(session: AgentSession, view: HostView): string | null
  changed(session: AgentSession, change: Change): void
  /** There is something new to say of the session, or of its host. */
  said(session: AgentSession, status: HostStatus | null): void
}

/** A link that is back within this time was a hiccup. */
const graceMs = 3_000

/** Listens to one agent and hands on what it tells of its host, as long as it is let. */
export function openAgentSession(
  address: string,
  openClient: (handlers: AgentHandlers) => AgentClient,
  sink: SessionSink,
  clock: Clock,
): AgentSession {
  let hostId: HostId | null = null
  /** The last status that was believed. */
  let status: HostStatus | null = null
  let agentVersion: string | null = null
  let about: { protocol: string; keyFingerprint: string | null } | null = null
  let offset: { aheadMs: number; uncertaintyMs: number } | null = null
  let refusal: { reason: string; since: number } | null = null
  /** What it tells, believed or not; null while the link is not there. */
  let held: HostView | null = null
  let toldAt = 0
  let grace: Timer | null = null

  const handlers: AgentHandlers = {
    onView(view, { protocol, keyFingerprint }) {
      about = { protocol, keyFingerprint }
      hostId = view.hosts[0]?.id ?? null
      agentVersion = view.statuses[0]?.agentVersion ?? null
      held = view
      toldAt = clock.now()
      calm()
      if (spoken.state !== 'connected')
        spoken = { state: 'connected', since: clock.now(), detail: 'The agent is connected.' }
      consider(view)
      say()
    },
    onChange(change) {
      if (held) held = applyChange(held, change)
      if (refusal === null) sink.changed(session, takeStatus(change))
    },
    onBeat(next) {
      agentVersion = next.agentVersion
      if (refusal === null) status = next
      say()
    },
    onClock(next) {
      offset = next
      say()
    },
    onLink(next) {
      calm()
      if (next.state === 'connected') return
      held = null
      const speak = () => {
        spoken = next
        refusal = null
        say()
      }
      const wait = next.state === 'lost' && spoken.state === 'connected' ? next.since + graceMs - clock.now() : 0
      if (wait > 0) grace = clock.after(wait, speak)
      else speak()
    },
  }

  function consider(view: HostView): void {
    const reason =
      view.hosts.length === 1 ? sink.admit(session, withHeard(view)) : 'It tells of no host, or of more than one.'
    if (reason === null) status = view.statuses[0] ?? null
    if (reason !== (refusal?.reason ?? null)) refusal = reason === null ? null : { reason, since: clock.now() }
  }

  /** What it says of itself holds, and what is known here of how it is heard. */
  function takeStatus(change: Change): Change {
    if (!change.statuses) return change
    status = change.statuses[0] ?? status
    return { ...change, statuses: change.statuses.map((known) => heardStatus(known, null)) }
  }

  function calm(): void {
    grace?.cancel()
    grace = null
  }

  const say = () => sink.said(session, status && heardStatus(status, refusal))
  const withHeard = (view: HostView): HostView => ({
    ...view,
    statuses: view.statuses.map((known) => heardStatus(known, null)),
  })

  function heardStatus(known: HostStatus, refused: typeof refusal): HostStatus {
    const { since, detail } = refused ? { since: refused.since, detail: refused.reason } : spoken
    const state = spoken.state === 'connected' && refused === null ? 'live' : 'stale'
    const clocks = { clockAheadMs: offset?.aheadMs ?? null, clockUncertaintyMs: offset?.uncertaintyMs ?? null }
    return { ...known, heard: { state, since, detail, ...clocks } }
  }

  const client = openClient(handlers)
  let spoken: AgentLink = client.link()
  const session: AgentSession = {
    address,
    client,
    state: () => ({
      address,
      ...(refusal ? { state: 'refused', since: refusal.since, detail: refusal.reason } : spoken),
      hostId,
      agentVersion,
      protocol: about?.protocol ?? null,
      keyFingerprint: about?.keyFingerprint ?? null,
    }),
    hostId: () => hostId,
    keyFingerprint: () => about?.keyFingerprint ?? null,
    isHeard: () => client.link().state === 'connected' && refusal === null,
    toldAt: () => toldAt,
    lostSince: () => (client.link().state === 'connected' ? null : client.link().since),
    reconsider() {
      const before = refusal
      if (refusal !== null && held) consider(held)
      if (refusal !== before) say()
    },
    displace(reason) {
      refusal = { reason, since: clock.now() }
      say()
    },
    close() {
      calm()
      client.close()
    },
  }
  return session
}
