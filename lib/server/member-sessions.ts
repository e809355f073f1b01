import type { AgentState } from '../api/contract.ts'
import { type AgentAddress, formatAddress } from '../link/agent-address.ts'
import type { Clock } from '../link/clock.ts'
import type { AgentSession } from './agent-session.ts'
import { type Resolve, watchMembers } from './watch-members.ts'

export type MemberSessions = {
  sessions(): AgentSession[]
  /** The name itself, where it says nothing of its members. */
  state(): AgentState[]
  /** Ends those whose name and link are gone since long. */
  sweep(): void
  close(): void
}

type Follow = {
  open(address: AgentAddress): AgentSession
  /** The session is over, whatever it told of. */
  over(session: AgentSession): void
  /** Something about the members is to be said. */
  said(): void
}

/** A member that its name no longer leads to, and that does not answer, is over after this. */
const patienceMs = 30_000

/** A session for each address of a name. */
export function followMembers(
  { name, port }: { name: string; port: number },
  { open, over, said }: Follow,
  clock: Clock,
  resolve: Resolve,
): MemberSessions {
  const sessions = new Map<string, AgentSession>()
  let named: ReadonlySet<string> = new Set()
  let since = clock.now()
  let trouble: string | null = null

  const members = watchMembers(
    name,
    (answer) => {
      named = answer.addresses ?? named
      const fresh = [...named].filter((host) => !sessions.has(host))
      for (const host of fresh) sessions.set(host, open({ kind: 'network', host, port }))
      const turned = answer.trouble !== trouble
      if (turned) since = clock.now()
      trouble = answer.trouble
      if (turned || fresh.length > 0) said()
    },
    clock,
    resolve,
  )

  return {
    sessions: () => [...sessions.values()],
    state() {
      if (trouble === null) return []
      const state = sessions.size === 0 ? ('connecting' as const) : ('lost' as const)
      const address = formatAddress({ kind: 'network', host: name, port })
      return [
        {
          address,
          state,
          since,
          detail: trouble,
          hostId: null,
          agentVersion: null,
          protocol: null,
          keyFingerprint: null,
        },
      ]
    },
    sweep() {
      for (const [host, session] of sessions) {
        const lostSince = session.lostSince()
        if (named.has(host) || lostSince === null || clock.now() - lostSince < patienceMs) continue
        sessions.delete(host)
        session.close()
        over(session)
      }
    },
    close() {
      members.close()
      for (const session of sessions.values()) session.close()
    },
  }
}
