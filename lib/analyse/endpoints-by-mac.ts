import type { Endpoint } from '../model/endpoint.ts'
import type { NetworkId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { overlayMac } from './overlay-mac.ts'
import { indexOf } from './topology-index.ts'

type ByMac = ReadonlyMap<string, Endpoint[]>

const kept = new WeakMap<Topology, Map<NetworkId, ByMac>>()

/** The endpoints of an overlay by MAC; what only managers tell of has the one that its address gives. */
export function endpointsByMac(topology: Topology, networkId: NetworkId): ByMac {
  const networks = kept.get(topology) ?? new Map<NetworkId, ByMac>()
  kept.set(topology, networks)
  const known = networks.get(networkId) ?? find(topology, networkId)
  networks.set(networkId, known)
  return known
}

function find(topology: Topology, networkId: NetworkId): ByMac {
  const byMac = new Map<string, Endpoint[]>()
  for (const endpoint of indexOf(topology).endpointsOfNetwork.get(networkId) ?? []) {
    const mac = endpoint.mac ?? (endpoint.ipv4 === null ? null : overlayMac(endpoint.ipv4))
    if (mac === null) continue
    const others = byMac.get(mac)
    if (others) others.push(endpoint)
    else byMac.set(mac, [endpoint])
  }
  return byMac
}
