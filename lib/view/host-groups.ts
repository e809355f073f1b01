import type { Host } from '../model/host.ts'
import type { HostId } from '../model/id.ts'
import { addressSortKey, isInside, subnetOf } from './address-text.ts'
import { defaultRoute, globalPrefixes } from './host-nics.ts'
import type { Lookup } from './lookup.ts'
import { naturalOrder } from './natural-order.ts'

/** Hosts that are drawn beside each other: of one zone, on one underlay subnet. */
export type HostGroup = {
  key: string
  /** The node label `zone`; null where there is none. */
  zone: string | null
  /** Null where no address tells. */
  subnet: string | null
  hosts: Host[]
}

/** All hosts by zone, then by underlay subnet, then by name. */
export function hostGroups(lookup: Lookup): HostGroup[] {
  const own = new Map<HostId, string>(
    lookup.hosts.flatMap((host) => {
      const subnet = ownSubnet(host, lookup)
      return subnet === null ? [] : [[host.id, subnet]]
    }),
  )
  const subnets = [...new Set(own.values())].sort(bySubnet)
  const groups = new Map<string, HostGroup>()
  for (const host of lookup.hosts) {
    const node = lookup.nodeOfHost.get(host.id)
    const zone = node?.labels.zone ?? node?.engineLabels.zone ?? null
    const address = host.swarm.nodeAddress ?? node?.address ?? null
    const subnet = own.get(host.id) ?? subnets.find((one) => address !== null && isInside(address, one)) ?? null
    const key = `zone:${zone ?? ''}/${subnet ?? ''}`
    const group = groups.get(key)
    if (group) group.hosts.push(host)
    else groups.set(key, { key, zone, subnet, hosts: [host] })
  }
  return [...groups.values()].sort(byPlace)
}

/** Whether groups are told apart: there is more than one, or one with a name. */
export const areApart = (groups: readonly HostGroup[]): boolean =>
  groups.some(({ zone }) => zone !== null) || groups.filter(({ subnet }) => subnet !== null).length > 1

/** The subnet that the swarm reaches the host on, else that of its default route, else of its first address. */
function ownSubnet(host: Host, lookup: Lookup): string | null {
  const all = host.namespaceId === null ? [] : (lookup.interfacesOfNamespace.get(host.namespaceId) ?? [])
  const prefixes = all
    .filter(({ type }) => type.kind !== 'loopback' && type.kind !== 'bridge')
    .flatMap((one) => globalPrefixes(one).map((prefix) => ({ prefix, device: one.name })))
    .filter(({ prefix }) => !/\/(32|128)$/.test(prefix))
  const device = defaultRoute(host, lookup)?.device
  const found =
    prefixes.find(({ prefix }) => prefix.split('/', 1)[0] === host.swarm.nodeAddress) ??
    prefixes.find((one) => one.device === device) ??
    prefixes[0]
  return found === undefined ? null : subnetOf(found.prefix)
}

const bySubnet = (a: string, b: string): number => (addressSortKey(a) < addressSortKey(b) ? -1 : 1)

/** What has no zone or no subnet comes last. */
const byPlace = (a: HostGroup, b: HostGroup): number =>
  Number(a.zone === null) - Number(b.zone === null) ||
  naturalOrder(a.zone ?? '', b.zone ?? '') ||
  Number(a.subnet === null) - Number(b.subnet === null) ||
  (a.subnet === b.subnet ? 0 : bySubnet(a.subnet ?? '', b.subnet ?? ''))
