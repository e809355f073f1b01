import type { HostId, NetworkId } from '../model/id.ts'
import { networkBar } from './bar-parts.ts'
import type { Lookup } from './lookup.ts'
import { measures } from './measures.ts'
import type { NetworkSeed } from './network-seed.ts'
import type { Bar, Rect } from './picture.ts'

type Extent = { seed: NetworkSeed; x1: number; x2: number; row: number }

/** Bars of networks that span hosts, over the frames of those that take part; in as few rows as they fit. */
export function planOverlays(
  seeds: readonly NetworkSeed[],
  frames: Map<HostId, Pick<Rect, 'x' | 'width'>>,
  lookup: Lookup,
): { rows: number; bars: (top: number) => Map<NetworkId, Bar> } {
  const extents: Extent[] = []
  for (const seed of seeds) {
    const hosts = takePart(seed, lookup).flatMap((id) => frames.get(id) ?? [])
    if (hosts.length === 0) continue
    const x1 = Math.min(...hosts.map((one) => one.x))
    const x2 = Math.max(...hosts.map((one) => one.x + one.width))
    let row = 0
    while (extents.some((one) => one.row === row && one.x1 < x2 + 8 && x1 < one.x2 + 8)) row += 1
    extents.push({ seed, x1, x2, row })
  }
  const rows = extents.reduce((most, one) => Math.max(most, one.row + 1), 0)
  return { rows, bars: (top) => new Map(extents.map((one) => [one.seed.network.id, overlayBar(one, top)])) }
}

/** Hosts with a member, or with the network's own namespace; else all that know it. */
function takePart(seed: NetworkSeed, lookup: Lookup): HostId[] {
  const { network } = seed
  const members = (lookup.endpointsOfNetwork.get(network.id) ?? []).map((one) => one.hostId)
  const present = network.onHosts.filter((on) => on.namespaceId !== null).map((on) => on.hostId)
  const hosts = [...members, ...present]
  return hosts.length > 0 ? hosts : network.onHosts.map((on) => on.hostId)
}

function overlayBar({ seed, x1, x2, row }: Extent, top: number): Bar {
  const rect = {
    x: x1,
    y: top + row * (measures.overlayHeight + measures.overlayGap),
    width: x2 - x1,
    height: measures.overlayHeight,
  }
  const room = { x1: rect.x + 12, x2: rect.x + rect.width - 12 }
  return networkBar(seed, { rect, label: room, key: `network:${seed.network.id}`, hostId: null })
}
