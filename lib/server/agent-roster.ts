import type { AgentState } from '../api/contract.ts'
import { type AgentAddress, formatAddress } from '../link/agent-address.ts'
import type { Clock } from '../link/clock.ts'
import type { AgentSession } from './agent-session.ts'
import { type AgentSource, sourceAddress } from './agent-sources.ts'
import { followMembers, type MemberSessions } from './member-sessions.ts'
import type { Resolve } from './watch-members.ts'

export type AgentRoster = {
  sessions(): AgentSession[]
  /** Every agent, and every name that leads to none. */
  states(): AgentState[]
  /** Ends the sessions with members that are gone. */
  sweep(): void
  close(): void
}

type Follow = {
  open(label: string, address: AgentAddress): AgentSession
  /** The session is over, whatever it told of. */
  over(session: AgentSession): void
  /** Agents came, or a name leads elsewhere. */
  said(): void
}

/** A session for every agent that the sources lead to. */
export function openRoster(
  sources: readonly AgentSource[],
  follow: Follow,
  clock: Clock,
  resolve: Resolve,
): AgentRoster {
  const fixed: AgentSession[] = []
  const groups: MemberSessions[] = []
  for (const source of sources) {
    if (source.kind === 'members')
      groups.push(
        followMembers(
          source,
          { ...follow, open: (address) => follow.open(formatAddress(address), address) },
          clock,
          resolve,
        ),
      )
    else fixed.push(follow.open(sourceAddress(source), source))
  }
  const sessions = () => [...fixed, ...groups.flatMap((group) => group.sessions())]

  return {
    sessions,
    states: () => [...sessions().map((session) => session.state()), ...groups.flatMap((group) => group.state())],
    sweep() {
      for (const group of groups) group.sweep()
    },
    close() {
      for (const session of fixed) session.close()
      for (const group of groups) group.close()
    },
  }
}
