import type { HostId, NamespaceId, NetworkId } from '../model/id.ts'
import type { Namespace } from '../model/namespace.ts'
import type { Topology } from '../model/topology.ts'
import { hostOfAddress } from './host-of-address.ts'
import { leadsAway, vxlanDevices } from './vxlan-entries.ts'

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
  for (const place of topology.namespaces) {
    const { id: namespaceId, hostId: from, kind, networkId } = place
    if (kind !== 'overlay' || networkId === null) continue
    const devices = vxlanDevices(topology, namespaceId)
    for (const { device, remote, count } of countsOf(place)) {
      const { vni, port } = devices.get(device) ?? {}
      const to = hostOfAddress(topology, remote)
      if (vni === undefined || port === undefined || to === from) continue
      const key = `${from} ${remote}`
      const link: Link = links.get(key) ?? { from, to, remote, port, entries: new Map() }
      links.set(key, link)
      link.entries.set(vni, { networkId, namespaceId, count: count + (link.entries.get(vni)?.count ?? 0) })
    }
  }
  return [...links.values()]
}

type Count = { device: string; remote: string; count: number }

const kept = new WeakMap<Namespace, Count[]>()

/** How many entries of each device lead to each address; counted once a record, as a change of a namespace is another record. */
function countsOf(place: Namespace): Count[] {
  const known = kept.get(place)
  if (known) return known
  const counts = new Map<string, Count>()
  for (const { device, remote } of place.fdb.filter(leadsAway)) {
    const key = `${device} ${remote}`
    const count = counts.get(key)
    if (count) count.count++
    else counts.set(key, { device, remote, count: 1 })
  }
  const made = [...counts.values()]
  kept.set(place, made)
  return made
}
