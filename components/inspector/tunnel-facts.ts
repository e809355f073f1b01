import { findTunnels, type Tunnel } from '../../lib/analyse/find-tunnels.ts'
import type { Host } from '../../lib/model/host.ts'
import type { Network } from '../../lib/model/network.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'

/** A tunnel with the hosts and networks that it names. */
export type TunnelFacts = {
  tunnel: Tunnel
  hosts: [Host | null, Host | null]
  /** `host1 – host2`, or the address of an end that is no known host. */
  name: string
  networks: { network: Network | null; vni: number; entries: [number, number | null]; encrypted: boolean }[]
}

export function tunnelFacts(topology: Topology, wanted: (tunnel: Tunnel) => boolean): TunnelFacts[] {
  const hostOf = (id: string | null) => topology.hosts.find((host) => host.id === id) ?? null
  return findTunnels(topology)
    .filter(wanted)
    .map((tunnel): TunnelFacts => {
      const hosts: TunnelFacts['hosts'] = [hostOf(tunnel.hostIds[0]), hostOf(tunnel.hostIds[1])]
      return {
        tunnel,
        hosts,
        name: nameOf(hosts, tunnel),
        networks: tunnel.networks.map(({ networkId, ...rest }) => ({
          network: topology.networks.find(({ id }) => id === networkId) ?? null,
          ...rest,
        })),
      }
    })
    .sort((a, b) => naturalOrder(a.name, b.name) || (a.tunnel.id < b.tunnel.id ? -1 : 1))
}

function nameOf([first, second]: TunnelFacts['hosts'], { hostIds, addresses }: Tunnel): string {
  const own = first?.name ?? hostIds[0]
  return second === null ? `${own} – ${addresses[1]}` : [own, second.name].sort(naturalOrder).join(' – ')
}
