import type { AgentState, LinkState } from '../api/contract.ts'

/** Whether any agent is heard, in words for all of them; of a lone agent its own words. */
export function overallLink(agents: readonly AgentState[], before: LinkState, now: number): LinkState {
  const next = wordsFor(agents)
  const since = next.state === before.state ? before.since : (next.since ?? now)
  return { state: next.state, since, detail: next.detail }
}

function wordsFor(agents: readonly AgentState[]): Omit<LinkState, 'since'> & { since: number | null } {
  const [first] = agents
  if (!first) return { state: 'connecting', since: null, detail: 'No agent is known yet.' }
  const heard = agents.filter(({ state }) => state === 'connected').length
  const alone = agents.length === 1
  if (heard > 0) {
    const detail = alone ? first.detail : `${heard} of ${agents.length} agents are connected.`
    return { state: 'connected', since: null, detail }
  }
  const state = agents.some((agent) => agent.state === 'connecting') ? 'connecting' : 'lost'
  if (alone) return { state, since: first.since, detail: first.detail }
  const reasons = agents.map(({ address, detail }) => `${address}: ${detail}`).join('; ')
  return { state, since: null, detail: `None of the ${agents.length} agents is heard. ${reasons}` }
}
