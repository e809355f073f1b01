import { hostOfAddress } from '../../lib/analyse/host-of-address.ts'
import { indexOf } from '../../lib/analyse/topology-index.ts'
import type { Host } from '../../lib/model/host.ts'
import type { Network } from '../../lib/model/network.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'

export type PeerFacts = {
  network: Network
  name: string
  /** Null for a host that has the overlay and is not believed to. */
  address: string | null
  host: Host | null
  kind: 'itself' | 'known' | 'stranger' | 'not listed'
}

/** What a host believes of who else is on each overlay that it has: its engine's peer list, and hosts with the overlay that are missing from it. */
export function peerFacts(topology: Topology, hostId: string, networks: Network[] = topology.networks): PeerFacts[] {
  const { host: hosts } = indexOf(topology)
  return networks
    .filter(({ driver }) => driver === 'overlay')
    .sort((a, b) => naturalOrder(a.name, b.name))
    .flatMap((network) => {
      const here = network.onHosts.find((on) => on.hostId === hostId)
      if (!here || here.peers.length === 0) return []
      const listed = here.peers.map(({ name, address }): PeerFacts => {
        const at = hostOfAddress(topology, address)
        const host = at === null ? null : (hosts.get(at) ?? null)
        const kind = host === null ? 'stranger' : host.id === hostId ? 'itself' : 'known'
        return { network, name, address, host, kind }
      })
      const believed = new Set(listed.map(({ host }) => host?.id))
      const missing = network.onHosts.flatMap((on): PeerFacts[] => {
        const host = hosts.get(on.hostId)
        if (!host || on.namespaceId === null || believed.has(host.id)) return []
        return [{ network, name: host.name, address: null, host, kind: 'not listed' }]
      })
      return [...listed, ...missing]
    })
}
