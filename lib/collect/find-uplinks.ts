import type { KnownNetwork } from './known-network.ts'
import type { LinkFacts } from './namespace-facts.ts'
import type { LinkPairs } from './pair-links.ts'
import type { Place, Places } from './place.ts'

/** Ports of each bridge in the host's namespace, by the bridge's name. */
export function portsByBridge(host: Place): Map<string, LinkFacts[]> {
  const ports = new Map<string, LinkFacts[]>()
  for (const link of host.linkByIndex.values()) {
    if (link.master === null) continue
    const list = ports.get(link.master)
    if (list) list.push(link)
    else ports.set(link.master, [link])
  }
  return ports
}

/** Ports of a network's bridge that lead out of the host's containers: a NIC, a VLAN, a bond, or a veth that the engine did not make. */
export function findUplinks(
  network: KnownNetwork,
  ports: Map<string, LinkFacts[]>,
  places: Places,
  pairs: LinkPairs,
): LinkFacts[] {
  if (network.engine.Driver !== 'bridge' || !network.device) return []
  return (ports.get(network.device.name) ?? []).filter((link) => {
    if (link.type.kind !== 'veth') return !(link.type.kind === 'other' && link.type.name === 'tun')
    const peer = pairs.peerOf({ place: places.host, link })
    // An engine names its ends `veth` and seven hex digits; where such an end's peer is out of sight, it is still a container's.
    return peer ? peer.place.kind === 'host' || peer.place.kind === 'other' : !/^veth[0-9a-f]{7}$/.test(link.name)
  })
}
