import type { NamespaceId } from '../model/id.ts'
import type { FdbEntry, Neighbour } from '../model/namespace.ts'
import type { Topology } from '../model/topology.ts'
import { indexOf } from './topology-index.ts'

export type VxlanDevice = { name: string; vni: number; port: number }

/** What an overlay's namespace holds of other hosts. */
export type VxlanEntries = {
  /** By name; one a subnet of the overlay. */
  devices: ReadonlyMap<string, VxlanDevice>
  forwarding: (FdbEntry & { remote: string })[]
  neighbours: Neighbour[]
}

/** The entries of the VXLAN devices alone: the bridge's own table carries no frame to another host, nor do entries of ports and groups. */
export function vxlanEntries(topology: Topology, namespaceId: NamespaceId): VxlanEntries {
  const { namespace, interfacesOfNamespace } = indexOf(topology)
  const devices = new Map<string, VxlanDevice>()
  for (const { name, type } of interfacesOfNamespace.get(namespaceId) ?? [])
    if (type.kind === 'vxlan') devices.set(name, { name, vni: type.vni, port: type.port })
  const place = namespace.get(namespaceId)
  return {
    devices,
    forwarding: (place?.fdb ?? []).flatMap((entry) =>
      entry.remote !== null && devices.has(entry.device) && !isGroup(entry.mac)
        ? [{ ...entry, remote: entry.remote }]
        : [],
    ),
    neighbours: (place?.neighbours ?? []).filter(({ device, proxy }) => devices.has(device) && !proxy),
  }
}

/** The lowest bit of the first byte: multicast and broadcast. */
const isGroup = (mac: string): boolean => (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1
