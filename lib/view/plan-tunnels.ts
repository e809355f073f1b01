import { findTunnels, type Tunnel } from '../analyse/find-tunnels.ts'
import type { HostId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { countWords } from './count-words.ts'
import { inertText } from './inert-text.ts'
import type { Lookup } from './lookup.ts'
import { naturalOrder } from './natural-order.ts'
import type { Bar, ViewState } from './picture.ts'

/** An end of a tunnel: the host, where it is reached, and whether it has entries for the way back. */
export type TunnelEnd = { hostId: HostId; address: string | null; silent: boolean }

/** A tunnel before its bar has a place. */
export type TunnelSeed = {
  key: string
  name: string
  facts: string[]
  title: string
  tunnel: NonNullable<Bar['tunnel']>
  /** One where the other address is no known host's. */
  ends: TunnelEnd[]
}

/** How many a picture and one host of it have room for. */
const most = { all: 60, perHost: 40 } as const

/** The tunnels that the view asks for, and what it has no room for in words. Those that the two ends do not agree on go first. */
export function planTunnels(
  topology: Topology,
  view: Pick<ViewState, 'showTunnels' | 'selected'>,
  lookup: Lookup,
): { seeds: TunnelSeed[]; hidden: string[] } {
  const isWanted = wantedBy(view, lookup)
  if (isWanted === null) return { seeds: [], hidden: [] }
  const wanted = findTunnels(topology).filter((one) => isWanted(one) && isDrawable(one, lookup))
  wanted.sort((a, b) => weight[a.agreed] - weight[b.agreed] || (a.id < b.id ? -1 : 1))
  const ofHost = new Map<HostId, number>()
  const seeds: TunnelSeed[] = []
  for (const one of wanted) {
    const ends = endsOf(one)
    if (seeds.length >= most.all || ends.some(({ hostId }) => (ofHost.get(hostId) ?? 0) >= most.perHost)) continue
    for (const { hostId } of ends) ofHost.set(hostId, (ofHost.get(hostId) ?? 0) + 1)
    seeds.push(seedOf(one, ends, lookup))
  }
  const left = wanted.length - seeds.length
  return {
    seeds: seeds.sort((a, b) => naturalOrder(a.name, b.name) || (a.key < b.key ? -1 : 1)),
    hidden: left === 0 ? [] : [`${left} of ${countWords(wanted.length, 'tunnel')} not drawn for want of room`],
  }
}

const weight: Record<Tunnel['agreed'], number> = { 'one-sided': 0, unknown: 1, both: 2 }

function wantedBy(
  { showTunnels, selected }: Pick<ViewState, 'showTunnels' | 'selected'>,
  lookup: Lookup,
): ((tunnel: Tunnel) => boolean) | null {
  if (showTunnels) return () => true
  const at = selected?.indexOf(':') ?? -1
  const id = selected?.slice(at + 1)
  switch (selected?.slice(0, at)) {
    case 'network':
      return ({ networks }) => networks.some(({ networkId }) => networkId === id)
    case 'host':
      return ({ hostIds }) => hostIds.some((hostId) => hostId === id)
    case 'node':
      return ({ hostIds }) => hostIds.some((hostId) => hostId !== null && lookup.nodeOfHost.get(hostId)?.id === id)
    case 'tunnel':
      return (tunnel) => tunnel.id === id
    default:
      return null
  }
}

const isDrawable = ({ hostIds }: Tunnel, lookup: Lookup): boolean =>
  hostIds.every((hostId) => hostId === null || lookup.host.has(hostId))

function endsOf({ hostIds: [first, second], addresses, networks }: Tunnel): TunnelEnd[] {
  const isSilent = (at: 0 | 1) => networks.some(({ entries }) => entries[at] === 0)
  const one = { hostId: first, address: addresses[0], silent: isSilent(0) }
  return second === null ? [one] : [one, { hostId: second, address: addresses[1], silent: isSilent(1) }]
}

function seedOf(one: Tunnel, ends: TunnelEnd[], lookup: Lookup): TunnelSeed {
  const hostName = (id: HostId | null): string => (id === null ? '' : (lookup.host.get(id)?.name ?? id))
  const [first, second] = one.hostIds
  const isMesh = ({ networkId }: Tunnel['networks'][number]) => lookup.network.get(networkId)?.ingress === true
  // The mesh is in every tunnel and says least.
  const networks = [...one.networks.filter((network) => !isMesh(network)), ...one.networks.filter(isMesh)]
  const carried = networks.map(({ networkId, vni, encrypted }) => {
    const name = lookup.network.get(networkId)?.name ?? networkId
    return `vni ${vni} ${name}${encrypted ? ' encrypted' : ''}`
  })
  const facts = [...(one.agreed === 'both' ? [] : [one.agreed === 'one-sided' ? 'one-sided' : 'one end not seen'])]
  const name =
    second === null
      ? `${hostName(first)} – ${one.addresses[1]}`
      : [first, second].map(hostName).sort(naturalOrder).join(' – ')
  return {
    key: `tunnel:${one.id}`,
    name: inertText(name),
    facts: [...facts, ...carried],
    title: inertText(
      [`tunnel ${name}`, ...(one.port === null ? [] : [`VXLAN ${one.port}/udp`]), ...carried, one.why].join(' · '),
    ),
    tunnel: { agreed: one.agreed, networkIds: one.networks.map(({ networkId }) => networkId) },
    ends,
  }
}
