import type { Container } from '../../../model/container.ts'
import type { Host } from '../../../model/host.ts'
import type { NamespaceId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { type Ip, ipOf } from '../ip.ts'
import { endpointsOfContainer } from './endpoints-of-container.ts'

/** A container's addresses: what the kernel has, by interface; what the engine tells where the kernel is not read. */
export function addressesOfContainer(topology: Topology, container: Container): Ip[] {
  const { namespaceId, id } = container
  const read = namespaceId === null ? [] : addressesIn(topology, namespaceId)
  if (read.length > 0) return read
  return unique(
    endpointsOfContainer(topology, id).flatMap(({ ipv4, ipv6, origin }) =>
      origin === 'configured' ? [] : [ipv4, ipv6].flatMap((prefix) => (prefix === null ? [] : (ipOf(prefix) ?? []))),
    ),
  )
}

/** A host's addresses, the one that its swarm knows it by first. */
export function addressesOfHost(topology: Topology, { namespaceId, swarm, id }: Host): Ip[] {
  const node = indexOf(topology).nodeOfHost.get(id)?.address ?? null
  const known = [swarm.nodeAddress, node].flatMap((text) => (text === null ? [] : (ipOf(text) ?? [])))
  return unique([...known, ...(namespaceId === null ? [] : addressesIn(topology, namespaceId))])
}

/** Those of bridges last: an interface of a namespace's own is what others know it by. */
function addressesIn(topology: Topology, namespaceId: NamespaceId): Ip[] {
  const interfaces = indexOf(topology).interfacesOfNamespace.get(namespaceId) ?? []
  const isBridge = ({ type }: (typeof interfaces)[number]): boolean => type.kind === 'bridge'
  return [...interfaces.filter((one) => !isBridge(one)), ...interfaces.filter(isBridge)].flatMap(({ addresses }) =>
    addresses.flatMap(({ prefix, scope }) => (scope === 'global' ? (ipOf(prefix) ?? []) : [])),
  )
}

const unique = (list: Ip[]): Ip[] => [...new Set(list)]
