import type { Interface } from '../model/interface.ts'
import { addressSortKey, subnetOf } from './address-text.ts'
import { globalPrefixes } from './host-nics.ts'
import type { Lookup } from './lookup.ts'

/** A wire under the hosts: subnets that meet on one interface are of one wire. */
export type UnderlaySeed = { key: string; subnets: string[]; members: Interface[] }

/** The wires that hosts' interfaces are on, by their first subnet. */
export function planUnderlays(nics: readonly Interface[], lookup: Lookup): UnderlaySeed[] {
  const wires: UnderlaySeed[] = []
  for (const nic of nics) {
    const subnets = new Set(nicSubnets(nic, lookup))
    if (subnets.size === 0) continue
    const met = wires.filter((wire) => wire.subnets.some((subnet) => subnets.has(subnet)))
    for (const wire of met) wires.splice(wires.indexOf(wire), 1)
    const all = new Set([...met.flatMap((wire) => wire.subnets), ...subnets])
    wires.push({ key: '', subnets: [...all], members: [...met.flatMap((wire) => wire.members), nic] })
  }
  return wires
    .map((wire) => {
      const subnets = wire.subnets.sort(bySortKey)
      return { ...wire, subnets, key: `underlay:${subnets[0]}` }
    })
    .sort((a, b) => bySortKey(a.subnets[0] ?? '', b.subnets[0] ?? ''))
}

const bySortKey = (a: string, b: string): number => (addressSortKey(a) < addressSortKey(b) ? -1 : 1)

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
