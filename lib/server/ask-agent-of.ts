import type { AgentClient } from '../link/agent-client.ts'
import type { Asked } from '../link/ask-agent.ts'
import type { HostId } from '../model/id.ts'

export type Agents = {
  /** The agent to ask about a host, where one is heard. */
  agentOf(hostId: HostId): AgentClient | null
}

/** Asks the agent of a host; where none is heard, that is the answer. */
export async function askAgentOf<T>(
  agents: Agents,
  hostId: HostId | null,
  ask: (agent: AgentClient) => Promise<Asked<T>>,
): Promise<Asked<T>> {
  const agent = hostId && agents.agentOf(hostId)
  return agent ? ask(agent) : { ok: false, reason: 'No agent that could tell is heard.' }
}
