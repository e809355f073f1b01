import type { Container } from '../model/container.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Gap } from '../model/gap.ts'
import type { Host } from '../model/host.ts'
import type { ContainerId, EndpointId, HostId, InterfaceId, NamespaceId, NetworkId } from '../model/id.ts'
import type { Interface } from '../model/interface.ts'
import type { Namespace } from '../model/namespace.ts'
import type { Network } from '../model/network.ts'
import type { Node } from '../model/node.ts'
import type { HostStatus } from '../model/status.ts'
import type { Topology } from '../model/topology.ts'
import { groupBy } from './group-by.ts'

/** Records by id and by what they belong to. */
export type TopologyIndex = {
  host: ReadonlyMap<HostId, Host>
  status: ReadonlyMap<HostId, HostStatus>
  namespace: ReadonlyMap<NamespaceId, Namespace>
  network: ReadonlyMap<NetworkId, Network>
  interface: ReadonlyMap<InterfaceId, Interface>
  container: ReadonlyMap<ContainerId, Container>
  endpoint: ReadonlyMap<EndpointId, Endpoint>
  interfacesOfNamespace: ReadonlyMap<NamespaceId, Interface[]>
  endpointsOfNetwork: ReadonlyMap<NetworkId, Endpoint[]>
  /** The swarm's word of a host; of several the one that is ready. */
  nodeOfHost: ReadonlyMap<HostId, Node>
  /** By the id of the record that a gap touches. */
  gapsOf: ReadonlyMap<string, Gap[]>
}

const kept = new WeakMap<Topology, TopologyIndex>()

/** The index of a topology, built when it is first asked for; a change of the topology is another topology. */
export function indexOf(topology: Topology): TopologyIndex {
  const known = kept.get(topology)
  if (known) return known
  const index: TopologyIndex = {
    host: byId(topology.hosts),
    status: new Map(topology.statuses.map((status) => [status.hostId, status])),
    namespace: byId(topology.namespaces),
    network: byId(topology.networks),
    interface: byId(topology.interfaces),
    container: byId(topology.containers),
    endpoint: byId(topology.endpoints),
    interfacesOfNamespace: groupBy(topology.interfaces, ({ namespaceId }) => namespaceId),
    endpointsOfNetwork: groupBy(topology.endpoints, ({ networkId }) => networkId),
    nodeOfHost: nodesByHost(topology),
    gapsOf: gapsByRecord(topology.gaps),
  }
  kept.set(topology, index)
  return index
}

const byId = <I extends string, T extends { id: I }>(list: readonly T[]): Map<I, T> =>
  new Map(list.map((record) => [record.id, record]))

function nodesByHost(topology: Topology): Map<HostId, Node> {
  const hostOf = new Map<string, HostId>(
    topology.hosts.flatMap(({ id, swarm }) => (swarm.nodeId === null ? [] : [[swarm.nodeId, id] as const])),
  )
  const nodes = new Map<HostId, Node>()
  for (const node of topology.nodes) {
    const host = node.hostId ?? hostOf.get(node.id)
    if (host !== undefined && nodes.get(host)?.state !== 'ready') nodes.set(host, node)
  }
  return nodes
}

function gapsByRecord(gaps: readonly Gap[]): Map<string, Gap[]> {
  const touched = gaps.flatMap((gap) => gap.touches.map((id) => ({ id, gap })))
  return new Map([...groupBy(touched, ({ id }) => id)].map(([id, list]) => [id, list.map(({ gap }) => gap)]))
}
