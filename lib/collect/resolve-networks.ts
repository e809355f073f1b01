import { type HostId, NetworkId } from '../model/id.ts'
import type { Network } from '../model/network.ts'
import { canonicalAddress } from './canonical-address.ts'
import { compareText } from './compare-text.ts'
import { recogniseModel } from './deployment-model.ts'
import { findUplinks, portsByBridge } from './find-uplinks.ts'
import type { KnownNetwork } from './known-network.ts'
import type { LinkPairs } from './pair-links.ts'
import type { Places } from './place.ts'
import { idIn } from './resolve-interfaces.ts'

/** The network records, each with what this host knows of it. */
export function resolveNetworks(
  networks: Map<string, KnownNetwork>,
  hostId: HostId,
  places: Places,
  pairs: LinkPairs,
): Network[] {
  const ports = portsByBridge(places.host)
  return [...networks.values()].map((network) => {
    const { engine, place, device, subnets } = network
    const uplinks = findUplinks(network, ports, places, pairs)
    return {
      id: NetworkId.parse(engine.Id),
      name: engine.Name,
      driver: engine.Driver,
      scope: engine.Scope,
      internal: engine.Internal,
      attachable: engine.Attachable,
      ingress: engine.Ingress,
      configOnly: engine.ConfigOnly,
      // The engine takes the presence of the option for its value.
      encrypted: engine.Driver === 'overlay' && 'encrypted' in engine.Options,
      ipv4: engine.EnableIPv4,
      ipv6: engine.EnableIPv6,
      ipamDriver: engine.IPAM.Driver,
      subnets,
      options: engine.Options,
      labels: engine.Labels,
      createdAt: engine.Created || null,
      vnis: vnisOf(engine.Options['com.docker.network.driver.overlay.vxlanid_list']),
      ...recogniseModel(network, uplinks),
      onHosts: [
        {
          hostId,
          interfaceId: idIn(place, device),
          uplinkIds: uplinks.flatMap((link) => idIn(places.host, link) ?? []),
          namespaceId: place?.kind === 'overlay' ? place.id : null,
          peers: engine.Peers.map(({ Name, IP }) => ({ name: Name, address: canonicalAddress(IP) })).sort((a, b) =>
            compareText(a.name, b.name),
          ),
        },
      ],
    }
  })
}

const vnisOf = (list: string | undefined): number[] =>
  (list ?? '').split(',').flatMap((vni) => (/^\d+$/.test(vni.trim()) ? [Number(vni)] : []))
