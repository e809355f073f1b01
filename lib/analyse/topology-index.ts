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
import { keptFor } from './kept-for.ts'

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

const byId = <I extends string, T extends { id: I }>(list: readonly T[]): ReadonlyMap<I, T> =>
  new Map(list.map((record) => [record.id, record]))

// One kind of record rarely changes with another: what is made of a list is kept with it.
const hosts = keptFor(byId<HostId, Host>)
const namespaces = keptFor(byId<NamespaceId, Namespace>)
const networks = keptFor(byId<NetworkId, Network>)
const interfaces = keptFor(byId<InterfaceId, Interface>)
const containers = keptFor(byId<ContainerId, Container>)
const endpoints = keptFor(byId<EndpointId, Endpoint>)
const ofNamespace = keptFor((list: Topology['interfaces']) => groupBy(list, ({ namespaceId }) => namespaceId))
const ofNetwork = keptFor((list: Topology['endpoints']) => groupBy(list, ({ networkId }) => networkId))
const gaps = keptFor((list: Topology['gaps']) => gapsByRecord(list))

/** The index of a topology, built when it is first asked for; a change of the topology is another topology. */
export const indexOf = keptFor(
  (topology: Topology): TopologyIndex => ({
    host: hosts(topology.hosts),
    status: new Map(topology.statuses.map((status) => [status.hostId, status])),
    namespace: namespaces(topology.namespaces),
    network: networks(topology.networks),
    interface: interfaces(topology.interfaces),
    container: containers(topology.containers),
    endpoint: endpoints(topology.endpoints),
    interfacesOfNamespace: ofNamespace(topology.interfaces),
    endpointsOfNetwork: ofNetwork(topology.endpoints),
    nodeOfHost: nodesByHost(topology),
    gapsOf: gaps(topology.gaps),
  }),
)

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
