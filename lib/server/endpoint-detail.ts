import { findGaps } from '../analyse/find-gaps.ts'
import type { EndpointDetail } from '../api/contract.ts'
import type { EndpointId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'

/** An endpoint with what it joins; null where there is none of that id. */
export function findEndpointDetail(topology: Topology, id: EndpointId): EndpointDetail | null {
  const endpoint = topology.endpoints.find((known) => known.id === id)
  if (!endpoint) return null
  const { networkId, containerId, interfaceId, hostInterfaceId, hostId } = endpoint
  const ids = [id, networkId, containerId, interfaceId, hostInterfaceId].flatMap((known) => known ?? [])
  return {
    endpoint,
    network: topology.networks.find((known) => known.id === networkId) ?? null,
    container: topology.containers.find((known) => known.id === containerId) ?? null,
    interface: topology.interfaces.find((known) => known.id === interfaceId) ?? null,
    hostInterface: topology.interfaces.find((known) => known.id === hostInterfaceId) ?? null,
    gaps: findGaps(topology.gaps, new Set<string>(ids), new Set([hostId])),
  }
}
