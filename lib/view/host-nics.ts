import type { Host } from '../model/host.ts'
import type { InterfaceId } from '../model/id.ts'
import type { Interface } from '../model/interface.ts'
import type { Network } from '../model/network.ts'
import type { Lookup } from './lookup.ts'
import { naturalOrder } from './natural-order.ts'

/** What the drawing needs to know of the networks' own interfaces on hosts. */
export type NetworkInterfaces = {
  /** Bridges of networks, and other interfaces that networks own. */
  own: Set<InterfaceId>
  /** Parents of macvlan and ipvlan networks. */
  parents: Set<InterfaceId>
  /** Ports of networks' bridges that are the host's own. */
  uplinks: Set<InterfaceId>
  /** Host ends of containers' veths. */
  hostEnds: Set<InterfaceId>
}

export function networkInterfaces(lookup: Lookup): NetworkInterfaces {
  const found: NetworkInterfaces = { own: new Set(), parents: new Set(), uplinks: new Set(), hostEnds: new Set() }
  for (const network of lookup.network.values()) {
    for (const onHost of network.onHosts) {
      for (const id of onHost.uplinkIds) found.uplinks.add(id)
      if (onHost.interfaceId !== null) (isParented(network) ? found.parents : found.own).add(onHost.interfaceId)
    }
  }
  for (const endpoints of lookup.endpointsOfNetwork.values()) {
    for (const one of endpoints) if (one.hostInterfaceId !== null) found.hostEnds.add(one.hostInterfaceId)
  }
  return found
}

const isParented = (network: Network): boolean => network.driver === 'macvlan' || network.driver === 'ipvlan'

/** The host's ways to the wire: its physical interfaces, parents, enslaved ones, and whatever else carries its global addresses. */
export function hostNics(host: Host, known: NetworkInterfaces, lookup: Lookup): Interface[] {
  if (host.namespaceId === null) return []
  const all = lookup.interfacesOfNamespace.get(host.namespaceId) ?? []
  return all.filter((one) => isNic(one, known)).sort((a, b) => naturalOrder(a.name, b.name))
}

function isNic(one: Interface, known: NetworkInterfaces): boolean {
  if (one.type.kind === 'loopback' || known.own.has(one.id)) return false
  if (known.uplinks.has(one.id) || known.parents.has(one.id)) return true
  if (one.type.kind === 'physical') return true
  if (known.hostEnds.has(one.id) || (one.masterId !== null && known.own.has(one.masterId))) return false
  return globalPrefixes(one).length > 0
}

/** Global addresses with their lengths, IPv4 first. */
export const globalPrefixes = (one: Interface): string[] =>
  [...one.addresses]
    .filter((address) => address.scope === 'global')
    .sort((a, b) => (a.family < b.family ? -1 : a.family > b.family ? 1 : 0))
    .map((address) => address.prefix)

/** The interface that the host's default route leaves by, and its gateway. */
export function defaultRoute(host: Host, lookup: Lookup): { device: string; gateway: string | null } | null {
  const routes = host.namespaceId === null ? [] : (lookup.namespace.get(host.namespaceId)?.routes ?? [])
  const ways = routes
    .filter((one) => one.destination === 'default' && one.table === 'main' && one.type === 'unicast')
    .flatMap((one) =>
      one.device === null
        ? one.nextHops.map((hop) => ({ device: hop.device, gateway: hop.gateway, route: one }))
        : [{ device: one.device, gateway: one.gateway, route: one }],
    )
    .sort((a, b) =>
      a.route.family === b.route.family
        ? (a.route.metric ?? 0) - (b.route.metric ?? 0)
        : a.route.family === 'inet'
          ? -1
          : 1,
    )
  const best = ways.find((one) => one.device !== null)
  return best?.device ? { device: best.device, gateway: best.gateway } : null
}
