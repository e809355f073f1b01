import type { HostId, NamespaceId, NetworkId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { hostOfAddress } from './host-of-address.ts'
import { vxlanEntries } from './vxlan-entries.ts'

/** What one host sends to one tunnel end, VNI by VNI. */
export type Link = {
  from: HostId
  to: HostId | null
  remote: string
  port: number
  /** By VNI: how many forwarding entries lead there. */
  entries: Map<number, { networkId: NetworkId; namespaceId: NamespaceId; count: number }>
}

/** One link a host and remote address, of all overlays of that host together; entries that lead back to the host itself make none. */
export function findLinks(topology: Topology): Link[] {
  const links = new Map<string, Link>()
  for (const { id: namespaceId, hostId: from, kind, networkId } of topology.namespaces) {
    if (kind !== 'overlay' || networkId === null) continue
    const { devices, forwarding } = vxlanEntries(topology, namespaceId)
    for (const { device, remote } of forwarding) {
      const { vni, port } = devices.get(device) ?? {}
      const to = hostOfAddress(topology, remote)
      if (vni === undefined || port === undefined || to === from) continue
      const key = `${from} ${remote}`
      const link: Link = links.get(key) ?? { from, to, remote, port, entries: new Map() }
      links.set(key, link)
      const known = link.entries.get(vni)
      if (known) known.count++
      else link.entries.set(vni, { networkId, namespaceId, count: 1 })
    }
  }
  return [...links.values()]
}
