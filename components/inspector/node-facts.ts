import type { Contradiction } from '../../lib/model/contradiction.ts'
import type { Gap } from '../../lib/model/gap.ts'
import type { Host } from '../../lib/model/host.ts'
import type { Node } from '../../lib/model/node.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { type TaskFacts, taskFacts } from './task-facts.ts'

export type NodeFacts = {
  node: Node
  /** The host that it is: read by an agent, or drawn from what managers tell. */
  host: Host | null
  status: HostStatus | null
  /** Other records of the same name: a host that left and joined again leaves its old one behind, `down`. */
  twins: Node[]
  tasks: { now: TaskFacts[]; past: TaskFacts[] }
  contradictions: Contradiction[]
  gaps: Gap[]
}

export function nodeFacts(topology: Topology, id: string): NodeFacts | null {
  const node = topology.nodes.find((record) => record.id === id)
  if (!node) return null
  const hostId = node.hostId ?? `node:${node.id}`
  return {
    node,
    host: topology.hosts.find((record) => record.id === hostId) ?? null,
    status: topology.statuses.find((record) => record.hostId === hostId) ?? null,
    twins: topology.nodes.filter((record) => record.hostname === node.hostname && record.id !== id),
    tasks: taskFacts(topology, ({ nodeId }) => nodeId === id),
    contradictions: topology.contradictions.filter(({ recordId }) => recordId === id),
    gaps: topology.gaps.filter(({ touches }) => touches.includes(id)),
  }
}
