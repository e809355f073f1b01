import type { HostId, NetworkId } from '../model/id.ts'
import { networkBar } from './bar-parts.ts'
import type { Lookup } from './lookup.ts'
import { measures } from './measures.ts'
import type { NetworkSeed } from './network-seed.ts'
import { packRows } from './pack-rows.ts'
import type { Bar, Rect } from './picture.ts'

type Where = {
  /** The frames of one row of hosts. */
  frames: ReadonlyMap<HostId, Pick<Rect, 'x' | 'width'>>
  rails: ReadonlyMap<string, number>
  tier: number
}

/** Bars of networks that span hosts, over the frames of a row of hosts that take part; in as few rows as they fit. */
export function planOverlays(
  seeds: readonly NetworkSeed[],
  hostsOf: (seed: NetworkSeed) => HostId[],
  { frames, rails, tier }: Where,
): { rows: number; bars: (top: number) => Map<NetworkId, Bar> } {
  const extents = seeds.flatMap((seed) => {
    const hosts = hostsOf(seed).flatMap((id) => frames.get(id) ?? [])
    if (hosts.length === 0) return []
    const rail = rails.get(`network:${seed.network.id}`)
    const x1 = Math.min(...hosts.map((one) => one.x), ...(rail === undefined ? [] : [rail - 6]))
    return [{ seed, x1, x2: Math.max(...hosts.map((one) => one.x + one.width)) }]
  })
  const packed = packRows(extents, 8)
  const rows = packed.reduce((most, one) => Math.max(most, one.row + 1), 0)
  return {
    rows,
    bars: (top) =>
      new Map(
        packed.map(({ seed, x1, x2, row }) => {
          const y = top + row * (measures.overlayHeight + measures.overlayGap)
          const rect = { x: x1, y, width: x2 - x1, height: measures.overlayHeight }
          const label = { x1: x1 + 12, x2: x2 - 12 }
          const key = tier === 0 ? `network:${seed.network.id}` : `network:${seed.network.id}@row${tier}`
          return [seed.network.id, networkBar(seed, { rect, label, key, hostId: null })]
        }),
      ),
  }
}

/** Hosts with a member, or with the network's own namespace; else all that know it. */
export function hostsTakingPart({ network }: NetworkSeed, lookup: Lookup): HostId[] {
  const members = (lookup.endpointsOfNetwork.get(network.id) ?? []).map((one) => one.hostId)
  const present = network.onHosts.filter((on) => on.namespaceId !== null).map((on) => on.hostId)
  const hosts = [...members, ...present]
  return hosts.length > 0 ? hosts : network.onHosts.map((on) => on.hostId)
}
