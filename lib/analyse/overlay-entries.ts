import type { Endpoint } from '../model/endpoint.ts'
import type { NamespaceId } from '../model/id.ts'
import type { FdbEntry, Neighbour } from '../model/namespace.ts'
import type { Topology } from '../model/topology.ts'
import { addressOfPrefix } from './address-of-prefix.ts'
import { endpointsByMac } from './endpoints-by-mac.ts'
import { groupBy } from './group-by.ts'
import { hostOfAddress } from './host-of-address.ts'
import { type EntryFacts, type Judgement, judgeEntry } from './judge-entry.ts'
import { namespaceBlind } from './namespace-blind.ts'
import { indexOf } from './topology-index.ts'
import { type RemoteEntry, vxlanEntries } from './vxlan-entries.ts'

/** What one host's kernel does with frames to one endpoint of an overlay on another host, and whether that is right. */
export type OverlayEntry = EntryFacts & Judgement

/** Every entry that an overlay's namespace on one host has or should have of endpoints on other hosts, by address. */
export function overlayEntries(topology: Topology, namespaceId: NamespaceId): OverlayEntry[] {
  const place = indexOf(topology).namespace.get(namespaceId)
  if (place?.kind !== 'overlay' || place.networkId === null) return []
  const { networkId, hostId } = place
  const { devices, forwarding, neighbours } = vxlanEntries(topology, namespaceId)
  const members = endpointsByMac(topology, networkId)
  const forwardingOf = groupBy(forwarding, ({ mac }) => mac)
  const neighboursOf = groupBy(neighbours, ({ address }) => address)
  const blind = namespaceBlind(topology, namespaceId)
  const rows: OverlayEntry[] = []

  const addRow = (
    endpoint: Endpoint | null,
    mac: string,
    address: string | null,
    neighbour: Neighbour | null,
    entry: RemoteEntry | null,
  ) => {
    const facts = {
      networkId,
      namespaceId,
      hostId,
      vni: devices.get(entry?.device ?? neighbour?.device ?? '')?.vni ?? null,
      address,
      mac,
      remote: entry?.remote ?? null,
      remoteHostId: entry === null ? null : hostOfAddress(topology, entry.remote),
      neighbour: neighbourState(neighbour),
      forwarding: forwardingState(entry),
      endpointId: endpoint?.id ?? null,
    }
    rows.push(Object.assign(facts, judgeEntry(topology, facts, endpoint, neighbour?.mac ?? null, blind)))
  }

  for (const [mac, all] of members) {
    const named = all.filter((one) => one.hostId !== hostId && one.origin !== 'configured')
    const first = named[0]
    if (first === undefined) continue
    const address = first.ipv4 === null ? null : addressOfPrefix(first.ipv4)
    const neighbour = (address === null ? [] : take(neighboursOf, address))[0] ?? null
    const entries = take(forwardingOf, mac)
    for (const entry of entries) {
      const target = hostOfAddress(topology, entry.remote)
      addRow(named.find((one) => one.hostId === target) ?? first, mac, address, neighbour, entry)
    }
    if (entries.length === 0) addRow(first, mac, address, neighbour, null)
  }

  // What is left means no endpoint that is known to be elsewhere.
  const lastOf = (mac: string) => members.get(mac)?.at(-1) ?? null
  const neighbourOf = new Map([...neighboursOf.values()].flat().map((neighbour) => [neighbour.mac, neighbour] as const))
  for (const [mac, entries] of forwardingOf) {
    const neighbour = neighbourOf.get(mac) ?? null
    neighbourOf.delete(mac)
    for (const entry of entries) addRow(lastOf(mac), mac, neighbour?.address ?? null, neighbour, entry)
  }
  for (const [mac, neighbour] of neighbourOf)
    if (mac !== null) addRow(lastOf(mac), mac, neighbour.address, neighbour, null)
  return rows.sort((a, b) => (a.mac < b.mac ? -1 : a.mac > b.mac ? 1 : 0))
}

function take<T>(groups: Map<string, T[]>, key: string): T[] {
  const taken = groups.get(key) ?? []
  groups.delete(key)
  return taken
}

function neighbourState(neighbour: Neighbour | null): OverlayEntry['neighbour'] {
  if (neighbour === null) return 'missing'
  const { state } = neighbour
  if (state.includes('PERMANENT') || state.includes('NOARP')) return 'permanent'
  return neighbour.mac === null || state.includes('FAILED') || state.includes('INCOMPLETE') ? 'failed' : 'usable'
}

function forwardingState(entry: FdbEntry | null): OverlayEntry['forwarding'] {
  if (entry === null) return 'missing'
  return entry.flags.includes('permanent') || entry.flags.includes('static') ? 'static' : 'learned'
}
