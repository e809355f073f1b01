import type { HostId } from '../model/id.ts'
import type { AgentSession } from './agent-session.ts'

export type HostOwners = {
  of(hostId: HostId): AgentSession | null
  /** Why the session may not tell of the host; null where it does from now on. */
  claim(hostId: HostId, session: AgentSession): string | null
  /** The session ended: its hosts have nobody that tells of them. */
  leave(session: AgentSession, now: number): void
  /** Hosts that nobody has told of for so long; they are forgotten with this call. */
  takeForsaken(before: number): HostId[]
}

/** Which agent tells of which host: one at a time. */
export function createHostOwners(): HostOwners {
  const owners = new Map<HostId, AgentSession>()
  const forsaken = new Map<HostId, number>()

  function leave(session: AgentSession, now: number, except?: HostId): void {
    for (const [hostId, owner] of owners) {
      if (owner !== session || hostId === except) continue
      owners.delete(hostId)
      forsaken.set(hostId, session.lostSince() ?? now)
    }
  }

  return {
    of: (hostId) => owners.get(hostId) ?? null,
    claim(hostId, session) {
      const owner = owners.get(hostId)
      if (owner && owner !== session && owner.isHeard()) {
        return `The agent at ${owner.address} tells of this host already.`
      }
      owners.set(hostId, session)
      forsaken.delete(hostId)
      return null
    },
    leave,
    takeForsaken(before) {
      const taken = [...forsaken].flatMap(([hostId, since]) => (since <= before ? hostId : []))
      for (const hostId of taken) forsaken.delete(hostId)
      return taken
    },
  }
}
