import type { HostId } from '../model/id.ts'
import type { Interface } from '../model/interface.ts'
import { addressSortKey, isInside, subnetOf } from './address-text.ts'
import { defaultRoute, globalPrefixes } from './host-nics.ts'
import type { Lookup } from './lookup.ts'

/** A wire under the hosts: subnets that meet on one interface are of one wire. */
export type UnderlaySeed = {
  key: string
  subnets: string[]
  members: Interface[]
  /** Hosts that no agent reads, whose address as managers see it lies on it. */
  told: HostId[]
  /** Where its hosts' routes lead to from it. */
  gateways: string[]
}

/** The wires that hosts' interfaces are on, by their first subnet. */
export function planUnderlays(nics: readonly Interface[], lookup: Lookup): UnderlaySeed[] {
  const wires: UnderlaySeed[] = []
  for (const nic of nics) {
    const subnets = new Set(nicSubnets(nic, lookup))
    if (subnets.size === 0) continue
    const met = wires.filter((wire) => wire.subnets.some((subnet) => subnets.has(subnet)))
    for (const wire of met) wires.splice(wires.indexOf(wire), 1)
    const all = new Set([...met.flatMap((wire) => wire.subnets), ...subnets])
    const members = [...met.flatMap((wire) => wire.members), nic]
    wires.push({ key: '', subnets: [...all], members, told: [], gateways: [] })
  }
  return wires
    .map((wire) => {
      const subnets = wire.subnets.sort(bySortKey)
      return { ...wire, subnets, key: `underlay:${subnets[0]}`, ...around(wire.members, subnets, lookup) }
    })
    .sort((a, b) => bySortKey(a.subnets[0] ?? '', b.subnets[0] ?? ''))
}

/** Who else is on a wire, and what leads away from it; a host of ours that routes is no gateway to the unknown. */
function around(members: readonly Interface[], subnets: readonly string[], lookup: Lookup) {
  const isOn = (address: string | null): address is string =>
    address !== null && subnets.some((subnet) => isInside(address, subnet))
  const own = new Set([...lookup.interface.values()].flatMap((one) => globalPrefixes(one).map(bare)))
  const gateways = [...new Set(members.map(({ hostId }) => hostId))].flatMap((id) => {
    const host = lookup.host.get(id)
    const gateway = host ? (defaultRoute(host, lookup)?.gateway ?? null) : null
    return isOn(gateway) && !own.has(gateway) ? [gateway] : []
  })
  const told = lookup.hosts.filter(({ origin, swarm }) => origin === 'inferred' && isOn(swarm.nodeAddress))
  return { gateways: [...new Set(gateways)].sort(bySortKey), told: told.map(({ id }) => id) }
}

const bare = (prefix: string): string => prefix.split('/', 1)[0] ?? prefix

const bySortKey = (a: string, b: string): number => (addressSortKey(a) < addressSortKey(b) ? -1 : 1)

/** Keys of the wires that hosts' routes join to others; none where only one has a way on. */
export function routedUnderlays(seeds: readonly UnderlaySeed[]): Set<string> {
  const routed = seeds.filter(({ gateways }) => gateways.length > 0)
  return new Set(routed.length < 2 ? [] : routed.map(({ key }) => key))
}

/** Its own subnets; for one without addresses those of the networks that use it. */
function nicSubnets(nic: Interface, lookup: Lookup): string[] {
  const own = globalPrefixes(nic).flatMap((prefix) => {
    const subnet = /\/(32|128)$/.test(prefix) ? null : subnetOf(prefix)
    return subnet === null ? [] : [subnet]
  })
  if (own.length > 0) return own
  return [...lookup.network.values()]
    .filter((network) =>
      network.onHosts.some(
        (on) => on.uplinkIds.includes(nic.id) || (isParented(network.driver) && on.interfaceId === nic.id),
      ),
    )
    .flatMap((network) => network.subnets.map((one) => one.subnet))
}

const isParented = (driver: string): boolean => driver === 'macvlan' || driver === 'ipvlan'
