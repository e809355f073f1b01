import type { HostId, InterfaceId, NetworkId } from '../model/id.ts'
import type { Network } from '../model/network.ts'
import { countMembers } from './count-members.ts'
import { countWords } from './count-words.ts'
import type { Lookup } from './lookup.ts'
import { naturalOrder } from './natural-order.ts'
import { hueOrder, networkHue } from './network-hue.ts'
import type { Hue, Uplink } from './picture.ts'

/** A network before its bars have a place. */
export type NetworkSeed = {
  network: Network
  hue: Hue
  /** Drawn once over all hosts instead of inside each. */
  across: boolean
  /** Its place among all networks, from the top down. */
  rank: number
  members: number
  /** Short facts, the most telling first. */
  flags: string[]
  title: string
}

/** How a network leaves a host, and by which interface; null where it has none or nobody knows. */
export type WayOut = {
  style: Exclude<Uplink['style'], 'rail'>
  word: string
  /** Null for the interface of the default route. */
  interfaceId: InterfaceId | null
}

export function networkSeeds(networks: Iterable<Network>, lookup: Lookup): Map<NetworkId, NetworkSeed> {
  const sorted = [...networks].sort(
    (a, b) =>
      hueOrder.indexOf(networkHue(a)) - hueOrder.indexOf(networkHue(b)) ||
      naturalOrder(a.name, b.name) ||
      (a.id < b.id ? -1 : 1),
  )
  return new Map(sorted.map((network, rank) => [network.id, networkSeed(network, rank, lookup)]))
}

function networkSeed(network: Network, rank: number, lookup: Lookup): NetworkSeed {
  const members = countMembers(network.id, lookup)
  const isMode = network.driver === 'host' || network.driver === 'null'
  const flags = [
    ...(network.driver === 'ipvlan' ? ['ipvlan'] : []),
    ...(network.vnis.length > 0 ? [`vni ${network.vnis.join(' ')}`] : []),
    ...(network.encrypted ? ['encrypted'] : []),
    ...(network.attachable ? ['attachable'] : []),
    ...(network.internal ? ['internal'] : []),
    ...(isMode ? [] : members > 0 ? [countWords(members, 'member')] : ['idle']),
  ]
  const subnets = network.subnets.map((one) => one.subnet)
  return {
    network,
    hue: networkHue(network),
    across: isAcross(network),
    rank,
    members,
    flags,
    title: [`network ${network.name}`, network.driver, ...subnets, ...flags, network.modelReason]
      .filter((one) => one !== '')
      .join(' · '),
  }
}

const inFrame = new Set(['bridge', 'macvlan', 'ipvlan', 'host', 'null'])

const isAcross = (network: Network): boolean =>
  network.driver === 'overlay' ||
  (!inFrame.has(network.driver) && (network.scope !== 'local' || network.onHosts.length > 1))

export function wayOut(network: Network, hostId: HostId): WayOut | null {
  const onHost = network.onHosts.find((one) => one.hostId === hostId)
  switch (network.model) {
    case 'bridge-nat':
    case 'docker-gwbridge':
      return network.internal ? closed('internal') : { style: 'nat', word: 'NAT', interfaceId: null }
    case 'bridge-routed':
      return { style: 'routed', word: 'routed', interfaceId: null }
    case 'bridge-underlay':
      return onHost?.uplinkIds[0] ? { style: 'enslaved', word: 'enslaved', interfaceId: onHost.uplinkIds[0] } : null
    case 'bridge-internal':
    case 'overlay-internal':
      return closed('internal')
    case 'macvlan':
    case 'ipvlan':
      if (network.internal || !onHost?.interfaceId) return network.internal ? closed('internal') : null
      return { style: 'parent', word: 'parent', interfaceId: onHost.interfaceId }
    case 'host':
      return { style: 'wire', word: 'host', interfaceId: null }
    case 'none':
      return closed('none')
    case 'overlay-gwbridge':
    case 'plugin':
    case 'unknown':
      return network.internal ? closed('internal') : null
    default:
      return network.model satisfies never
  }
}

const closed = (word: string): WayOut => ({ style: 'internal', word, interfaceId: null })
