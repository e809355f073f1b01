import type { ContainerId, HostId, InterfaceId, NamespaceId, ServiceId } from '../../../model/id.ts'
import type { NamespaceKind } from '../../../model/namespace.ts'
import type { Topology } from '../../../model/topology.ts'
import { groupBy } from '../../group-by.ts'
import { keptFor } from '../../kept-for.ts'
import { indexOf } from '../../topology-index.ts'
import { type Ip, ipOf } from '../ip.ts'

/** One that has an address: an interface that the kernel names, an endpoint that only the engine tells of, or a service. */
export type AddressOwner = {
  ip: Ip
  kind: NamespaceKind | 'endpoint' | 'service'
  hostId: HostId | null
  /** Null where no agent reads it. */
  namespaceId: NamespaceId | null
  interfaceId: InterfaceId | null
  containerId: ContainerId | null
  serviceId: ServiceId | null
}

const byAddress = keptFor((topology: Topology) =>
  groupBy([...ofInterfaces(topology), ...ofEndpoints(topology), ...ofServices(topology)], ({ ip }) => ip),
)

/** Everyone who has an address; of two that have it neither is left out. Loopback addresses belong to nobody. */
export function ownersOfAddress(topology: Topology, ip: Ip): readonly AddressOwner[] {
  return byAddress(topology).get(ip) ?? []
}

function ofInterfaces(topology: Topology): AddressOwner[] {
  const { namespace } = indexOf(topology)
  return topology.interfaces.flatMap(({ id, hostId, namespaceId, addresses }) => {
    const place = namespace.get(namespaceId)
    if (!place) return []
    return addresses.flatMap(({ prefix, scope }): AddressOwner[] => {
      const ip = scope === 'host' ? null : ipOf(prefix)
      if (!ip) return []
      const containerId = place.kind === 'container' ? (place.owners[0] ?? null) : null
      return [{ ip, kind: place.kind, hostId, namespaceId, interfaceId: id, containerId, serviceId: null }]
    })
  })
}

/** Endpoints of what runs where no agent reads the kernel. */
function ofEndpoints(topology: Topology): AddressOwner[] {
  const { container, interfacesOfNamespace } = indexOf(topology)
  return topology.endpoints.flatMap(({ ipv4, ipv6, interfaceId, origin, containerId, hostId }) => {
    if (interfaceId !== null || origin === 'configured') return []
    const owner = containerId === null ? undefined : container.get(containerId)
    const namespaceId = owner?.namespaceId ?? null
    const isRead = namespaceId !== null && (interfacesOfNamespace.get(namespaceId)?.length ?? 0) > 0
    if (isRead) return []
    return [ipv4, ipv6].flatMap((prefix): AddressOwner[] => {
      const ip = prefix === null ? null : ipOf(prefix)
      return ip ? [{ ip, kind: 'endpoint', hostId, namespaceId, interfaceId: null, containerId, serviceId: null }] : []
    })
  })
}

const ofServices = (topology: Topology): AddressOwner[] =>
  topology.services.flatMap(({ id, virtualIps }) =>
    virtualIps.flatMap(({ address }): AddressOwner[] => {
      const ip = ipOf(address)
      if (!ip) return []
      const nowhere = { hostId: null, namespaceId: null, interfaceId: null, containerId: null }
      return [{ ip, kind: 'service', ...nowhere, serviceId: id }]
    }),
  )
