import type { NamespaceId } from '../model/id.ts'
import type { FdbEntry, Neighbour } from '../model/namespace.ts'
import type { Topology } from '../model/topology.ts'
import { indexOf } from './topology-index.ts'

export type VxlanDevice = { name: string; vni: number; port: number }

/** A forwarding entry of a VXLAN device. */
export type RemoteEntry = FdbEntry & { remote: string }

/** By name; one a subnet of the overlay. */
export function vxlanDevices(topology: Topology, namespaceId: NamespaceId): Map<string, VxlanDevice> {
  const devices = new Map<string, VxlanDevice>()
  for (const { name, type } of indexOf(topology).interfacesOfNamespace.get(namespaceId) ?? [])
    if (type.kind === 'vxlan') devices.set(name, { name, vni: type.vni, port: type.port })
  return devices
}

/** What an overlay's namespace holds of other hosts. */
export type VxlanEntries = {
  devices: ReadonlyMap<string, VxlanDevice>
  forwarding: RemoteEntry[]
  neighbours: Neighbour[]
}

/** The entries of the VXLAN devices alone: the bridge's own table carries no frame to another host, nor do entries of ports and groups. */
export function vxlanEntries(topology: Topology, namespaceId: NamespaceId): VxlanEntries {
  const devices = vxlanDevices(topology, namespaceId)
  const place = indexOf(topology).namespace.get(namespaceId)
  return {
    devices,
    forwarding: (place?.fdb ?? []).filter(leadsAway).filter(({ device }) => devices.has(device)),
    neighbours: (place?.neighbours ?? []).filter(({ device, proxy }) => devices.has(device) && !proxy),
  }
}

/** Whether frames to one address go to a tunnel end; multicast and broadcast (the lowest bit of the first byte) are no one address. */
export const leadsAway = (entry: FdbEntry): entry is RemoteEntry =>
  entry.remote !== null && (Number.parseInt(entry.mac.slice(0, 2), 16) & 1) === 0
