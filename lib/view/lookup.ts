import { keptFor } from '../analyse/kept-for.ts'
import { indexOf } from '../analyse/topology-index.ts'
import type { Container } from '../model/container.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Host } from '../model/host.ts'
import type { ContainerId, HostId, InterfaceId, NamespaceId, NetworkId } from '../model/id.ts'
import type { Interface } from '../model/interface.ts'
import type { Namespace } from '../model/namespace.ts'
import type { Network } from '../model/network.ts'
import type { Node } from '../model/node.ts'
import type { Service } from '../model/service.ts'
import type { HostStatus } from '../model/status.ts'
import type { Topology } from '../model/topology.ts'
import { naturalOrder } from './natural-order.ts'

export type Lookup = {
  /** By name, in natural order; equal names by id. */
  hosts: Host[]
  host: Map<HostId, Host>
  namespace: Map<NamespaceId, Namespace>
  interface: Map<InterfaceId, Interface>
  network: Map<NetworkId, Network>
  container: Map<ContainerId, Container>
  endpointsOfNetwork: Map<NetworkId, Endpoint[]>
  endpointsOfContainer: Map<ContainerId, Endpoint[]>
  interfacesOfNamespace: Map<NamespaceId, Interface[]>
  /** By id. */
  services: Service[]
  serviceOfContainer: Map<ContainerId, Service>
  /** The swarm's word of a host, and how its agent is heard. */
  nodeOfHost: ReadonlyMap<HostId, Node>
  statusOfHost: ReadonlyMap<HostId, HostStatus>
}

/** Records by id and by what they belong to, each list in the order of ids whatever the order of the topology; made once a topology. */
export const lookUp = keptFor(makeLookup)

function makeLookup(topology: Topology): Lookup {
  const endpoints = byId(topology.endpoints)
  const services = byId(topology.services)
  const { nodeOfHost, status } = indexOf(topology)
  return {
    hosts: [...topology.hosts].sort((a, b) => naturalOrder(a.name, b.name) || (a.id < b.id ? -1 : 1)),
    host: mapOf(topology.hosts),
    namespace: mapOf(topology.namespaces),
    interface: mapOf(topology.interfaces),
    network: mapOf(byId(topology.networks)),
    container: mapOf(byId(topology.containers)),
    endpointsOfNetwork: grouped(endpoints, (endpoint) => endpoint.networkId),
    endpointsOfContainer: grouped(endpoints, (endpoint) => endpoint.containerId),
    interfacesOfNamespace: grouped(
      [...topology.interfaces].sort((a, b) => a.index - b.index || (a.id < b.id ? -1 : 1)),
      (one) => one.namespaceId,
    ),
    services,
    serviceOfContainer: servicesOfContainers(topology, services),
    nodeOfHost,
    statusOfHost: status,
  }
}

/** By the container's own label, else by the task that tells of the container. */
function servicesOfContainers(topology: Topology, services: readonly Service[]): Map<ContainerId, Service> {
  const byServiceId = new Map<string, Service>(services.map((service) => [service.id, service]))
  const found = new Map<ContainerId, Service>()
  const add = (id: ContainerId | null, serviceId: string | null | undefined): void => {
    const service = byServiceId.get(serviceId ?? '')
    if (id !== null && service) found.set(id, service)
  }
  if (services.length === 0) return found
  for (const { containerId, serviceId } of topology.tasks) add(containerId, serviceId)
  for (const { id, labels } of topology.containers) add(id, labels['com.docker.swarm.service.id'])
  return found
}

const mapOf = <I extends string, T extends { id: I }>(list: readonly T[]): Map<I, T> =>
  new Map(list.map((record) => [record.id, record]))

const byId = <T extends { id: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

/** Lists by key, each in the order met; records without a key are left out. */
export function grouped<K, T>(list: readonly T[], keyOf: (record: T) => K | null): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const record of list) {
    const key = keyOf(record)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(record)
    else groups.set(key, [record])
  }
  return groups
}
