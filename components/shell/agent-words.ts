import type { AgentState } from '../../lib/api/contract.ts'

type AgentWords = { word: string; tone: 'ok' | 'warn' | 'bad' | 'idle'; advice: string | null }

/** How an agent is doing, and what to do where it is not well. */
export function agentWords({ state, hostId }: Pick<AgentState, 'state' | 'hostId'>): AgentWords {
  switch (state) {
    case 'connected':
      return { word: 'connected', tone: 'ok', advice: null }
    case 'connecting':
      return { word: 'connecting', tone: 'idle', advice: null }
    case 'lost': {
      const kept = hostId === null ? '' : 'What it told last is still drawn, as stale. '
      return { word: 'lost', tone: 'bad', advice: `${kept}It is dialled again until it answers.` }
    }
    case 'refused':
      return {
        word: 'refused',
        tone: 'bad',
        advice:
          'Nothing that it tells is drawn. Put right what is said here, at the agent or at Portolan: it is asked again and then comes by itself.',
      }
    default:
      return state satisfies never
  }
}

/** `3 connected, 1 refused`: how many agents are in which state. */
export function countAgents(agents: readonly AgentState[]): string {
  const states = ['connected', 'connecting', 'lost', 'refused'] as const
  return states
    .map((state) => ({ state, count: agents.filter((agent) => agent.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`)
    .join(', ')
}
