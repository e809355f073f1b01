import type { AgentClient } from '../link/agent-client.ts'
import type { Asked } from '../link/ask-agent.ts'
import type { InspectAnswer } from '../link/protocol.ts'
import type { HostId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { type Agents, askAgentOf } from './ask-agent-of.ts'

export type ManagersAsked = {
  asked: Asked<InspectAnswer>
  /** The managers whose word was sought. */
  hostIds: HostId[]
}

/** Asks the managers that are heard, one after the other until one knows of it: there may be more than one swarm. */
export async function askManagers(
  agents: Agents,
  { hosts }: Topology,
  ask: (agent: AgentClient) => Promise<Asked<InspectAnswer>>,
): Promise<ManagersAsked> {
  const managers = hosts
    .filter(({ id, swarm }) => swarm.manager && agents.agentOf(id) !== null)
    .sort((a, b) => Number(a.swarm.error !== null) - Number(b.swarm.error !== null))
    .map(({ id }) => id)
  let asked: Asked<InspectAnswer> = { ok: false, reason: 'No agent of a manager is heard.' }
  const hostIds: HostId[] = []
  for (const id of managers) {
    hostIds.push(id)
    asked = await askAgentOf(agents, id, ask)
    if (asked.ok && asked.value.found) break
  }
  return { asked, hostIds }
}
