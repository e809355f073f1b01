import type { Host } from '../../lib/model/host.ts'
import type { Node } from '../../lib/model/node.ts'
import type { Topology } from '../../lib/model/topology.ts'

/** The node that a host is in its swarm, and the records that it left behind when it joined before. */
export function nodesOfHost(topology: Pick<Topology, 'nodes'>, host: Host): { node: Node | null; leftOver: Node[] } {
  const isIts = ({ id, hostId }: Node) => hostId === host.id || id === host.swarm.nodeId || host.id === `node:${id}`
  const node = topology.nodes.find(isIts) ?? null
  const leftOver = topology.nodes.filter(
    (other) => node !== null && other.id !== node.id && other.hostname === node.hostname && other.state === 'down',
  )
  return { node, leftOver }
}
