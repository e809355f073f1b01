import type { HostId } from '../model/id.ts'
import type { AgentSession } from './agent-session.ts'

export type HostOwners = {
  of(hostId: HostId): AgentSession | null
  /** Why the session may not tell of the host: another that is heard does. */
  whyNot(hostId: HostId, session: AgentSession): string | null
  take(hostId: HostId, session: AgentSession): void
  /** The session tells of none of its hosts any more, but this one. The others have nobody, and are returned. */
  leave(session: AgentSession, since: number, except?: HostId): HostId[]
  /** Hosts that nobody has told of since then; they are forgotten with this call. */
  takeForsaken(before: number): HostId[]
}

/** Which agent tells of which host: one at a time. */
export function createHostOwners(): HostOwners {
  const owners = new Map<HostId, AgentSession>()
  const forsaken = new Map<HostId, number>()

  return {
    of: (hostId) => owners.get(hostId) ?? null,
    whyNot(hostId, session) {
      const owner = owners.get(hostId)
      if (!owner || owner === session || !owner.isHeard() || yields(owner, session)) return null
      return `The agent at ${owner.address} tells of this host already.`
    },
    take(hostId, session) {
      const owner = owners.get(hostId)
      owners.set(hostId, session)
      forsaken.delete(hostId)
      if (owner && owner !== session) owner.displace(`The agent at ${session.address} tells of this host now.`)
    },
    leave(session, since, except) {
      const left = [...owners].flatMap(([hostId, owner]) => (owner === session && hostId !== except ? hostId : []))
      for (const hostId of left) {
        owners.delete(hostId)
        forsaken.set(hostId, since)
      }
      return left
    },
    takeForsaken(before) {
      const taken = [...forsaken].flatMap(([hostId, since]) => (since <= before ? hostId : []))
      for (const hostId of taken) forsaken.delete(hostId)
      return taken
    },
  }
}

/** An agent of this machine's own socket is believed before any over the network; of one agent at two addresses the later connection holds. */
function yields(owner: AgentSession, session: AgentSession): boolean {
  const [theirs, own] = [owner.keyFingerprint(), session.keyFingerprint()]
  if (own === null) return theirs !== null
  return own === theirs && session.toldAt() > owner.toldAt()
}
