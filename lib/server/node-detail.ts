import { findGaps } from '../analyse/find-gaps.ts'
import type { NodeDetail } from '../api/contract.ts'
import type { NodeId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import type { Agents } from './ask-agent-of.ts'
import { askManagers } from './ask-managers.ts'
import { inspectedFrom } from './inspected.ts'

/** A node with the host that it is, or what stands for it, and its tasks; null where there is none of that id. */
export async function readNodeDetail(agents: Agents, topology: Topology, id: NodeId): Promise<NodeDetail | null> {
  const node = topology.nodes.find((known) => known.id === id)
  if (!node) return null
  const { asked, hostIds } = await askManagers(agents, topology, (agent) => agent.inspectNode(id))
  const host =
    topology.hosts.find((known) => known.id === node.hostId) ??
    topology.hosts.find(({ swarm, origin }) => origin === 'inferred' && swarm.nodeId === id)
  const tasks = topology.tasks.filter(({ nodeId }) => nodeId === id)
  const ids = new Set<string>([id, ...tasks.map((task) => task.id)])
  return {
    node,
    host: host ?? null,
    tasks,
    inspect: inspectedFrom(asked, Date.now()),
    gaps: findGaps(topology.gaps, ids, new Set(host ? [...hostIds, host.id] : hostIds)),
    readAt: topology.readAt,
  }
}
