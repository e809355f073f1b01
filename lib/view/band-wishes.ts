import type { HostId, NetworkId } from '../model/id.ts'
import { measures } from './measures.ts'
import { type NetworkSeed, wayOut } from './network-seed.ts'
import type { BarWish } from './plan-bars.ts'
import type { Grid, GridCard, Slot } from './plan-grid.ts'

export const cardX = (card: GridCard, grid: Grid, gridX: number): number =>
  gridX + card.column * (grid.cardWidth + grid.lane)

export const cardSpanWidth = (card: GridCard, grid: Grid): number =>
  card.span * (grid.cardWidth + grid.lane) - grid.lane

/** Rails for networks that have a bar in more than one row of cards (overlays: in any but the first), side by side. */
export function findRails(grid: Grid): Map<NetworkId, number> {
  const seen = new Map<NetworkId, { seed: NetworkSeed; bands: Set<number> }>()
  for (const card of grid.cards) {
    for (const slot of [...card.up, ...card.down]) {
      const known = seen.get(slot.network.network.id) ?? { seed: slot.network, bands: new Set<number>() }
      known.bands.add(card.band)
      seen.set(slot.network.network.id, known)
    }
  }
  const railed = [...seen]
    .filter(([, { seed, bands }]) => (seed.across ? [...bands].some((band) => band > 0) : bands.size > 1))
    .sort(([, a], [, b]) => a.seed.rank - b.seed.rank)
  return new Map(railed.map(([id], index) => [id, measures.framePad + 8 + index * measures.railStep]))
}

type Where = { grid: Grid; gridX: number; rails: Map<NetworkId, number>; hostId: HostId }

/** The bars that a row of cards needs above or below it. */
export function bandWishes(band: number, side: 'up' | 'down', where: Where): BarWish[] {
  const wishes = new Map<NetworkId, BarWish>()
  for (const card of where.grid.cards) {
    if (card.band !== band) continue
    for (const slot of card[side]) {
      const { network } = slot.network
      const wish = wishes.get(network.id) ?? {
        seed: slot.network,
        joints: [],
        railX: where.rails.get(network.id) ?? null,
        way: side === 'down' && isLast(slot, band, where.grid) ? wayOut(network, where.hostId) : null,
      }
      wish.joints.push(cardX(card, where.grid, where.gridX) + slot.x)
      wishes.set(network.id, wish)
    }
  }
  return [...wishes.values()].sort((a, b) => a.seed.rank - b.seed.rank)
}

const isLast = (slot: Slot, band: number, grid: Grid): boolean =>
  !grid.cards.some((card) => card.band > band && card.down.some((other) => other.network === slot.network))
