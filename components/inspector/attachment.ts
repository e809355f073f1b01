import type { Endpoint } from '../../lib/model/endpoint.ts'
import type { Interface } from '../../lib/model/interface.ts'
import type { Network } from '../../lib/model/network.ts'
import type { Topology } from '../../lib/model/topology.ts'

/** An endpoint with the records that it names; a missing other end is null. */
export type Attachment = {
  endpoint: Endpoint
  network: Network | null
  inside: Interface | null
  outside: Interface | null
  /** The bridge that the outside end is a port of, or the parent of a macvlan or ipvlan. */
  upper: Interface | null
}

/** Joins endpoints of a topology with the records that they name. */
export function attacher(topology: Topology): (endpoint: Endpoint) => Attachment {
  const interfaceById = new Map(topology.interfaces.map((record) => [record.id, record]))
  const networkById = new Map(topology.networks.map((record) => [record.id, record]))
  const find = (key: Interface['id'] | null) => (key === null ? null : (interfaceById.get(key) ?? null))
  return (endpoint) => {
    const inside = find(endpoint.interfaceId)
    const outside = find(endpoint.hostInterfaceId)
    return {
      endpoint,
      network: networkById.get(endpoint.networkId) ?? null,
      inside,
      outside,
      upper: find(outside?.masterId ?? inside?.parentId ?? null),
    }
  }
}
