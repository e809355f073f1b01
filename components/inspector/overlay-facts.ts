import { type OverlayEntry, overlayEntries } from '../../lib/analyse/overlay-entries.ts'
import { indexOf } from '../../lib/analyse/topology-index.ts'
import type { Container } from '../../lib/model/container.ts'
import type { Endpoint } from '../../lib/model/endpoint.ts'
import type { Host } from '../../lib/model/host.ts'
import type { Interface } from '../../lib/model/interface.ts'
import type { Namespace } from '../../lib/model/namespace.ts'
import type { Network } from '../../lib/model/network.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'

/** An entry with the container behind it and the host that it points at. */
export type EntryFacts = {
  entry: OverlayEntry
  container: Container | null
  endpoint: Endpoint | null
  target: Host | null
}

/** A VXLAN device, which is one end of a host's tunnels. */
export type Vtep = { device: Interface; vni: number; port: number; local: string | null; flags: string[] }

/** An overlay as one host's kernel has it. */
export type OverlayOnHost = {
  network: Network
  host: Host | null
  namespace: Namespace
  vteps: Vtep[]
  entries: EntryFacts[]
  /** Entries that are not as they should be. */
  troubled: number
}

/** Every overlay namespace that is wanted, by network and host. */
export function overlayFacts(topology: Topology, wanted: (namespace: Namespace) => boolean): OverlayOnHost[] {
  const index = indexOf(topology)
  return topology.namespaces
    .filter((namespace) => namespace.kind === 'overlay' && wanted(namespace))
    .flatMap((namespace): OverlayOnHost[] => {
      const network = namespace.networkId === null ? undefined : index.network.get(namespace.networkId)
      if (!network) return []
      const entries = overlayEntries(topology, namespace.id).map((entry): EntryFacts => {
        const endpoint = entry.endpointId === null ? null : (index.endpoint.get(entry.endpointId) ?? null)
        return {
          entry,
          endpoint,
          container: endpoint?.containerId ? (index.container.get(endpoint.containerId) ?? null) : null,
          target: entry.remoteHostId === null ? null : (index.host.get(entry.remoteHostId) ?? null),
        }
      })
      return [
        {
          network,
          host: index.host.get(namespace.hostId) ?? null,
          namespace,
          vteps: vtepsOf(topology, namespace),
          entries,
          troubled: entries.filter(({ entry }) => isTroubled(entry)).length,
        },
      ]
    })
    .sort(
      (a, b) =>
        naturalOrder(a.network.name, b.network.name) ||
        naturalOrder(a.host?.name ?? '', b.host?.name ?? '') ||
        (a.namespace.id < b.namespace.id ? -1 : 1),
    )
}

export const isTroubled = ({ verdict }: Pick<OverlayEntry, 'verdict'>): boolean =>
  verdict !== 'agrees' && verdict !== 'unknown'

const vtepsOf = (topology: Topology, namespace: Namespace): Vtep[] =>
  (indexOf(topology).interfacesOfNamespace.get(namespace.id) ?? []).flatMap((device) => {
    const { type } = device
    if (type.kind !== 'vxlan') return []
    return [{ device, vni: type.vni, port: type.port, local: type.local, flags: type.flags }]
  })
