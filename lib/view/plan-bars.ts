import { barTextNeed } from './bar-parts.ts'
import { fonts } from './measures.ts'
import type { NetworkSeed, WayOut } from './network-seed.ts'
import type { Span } from './span.ts'
import { textWidth } from './text-width.ts'

/** A bar before it has a place: the lines that end on it, and what it must reach. */
export type BarWish = {
  seed: NetworkSeed
  joints: number[]
  /** Where the rail runs that joins it to its like in other rows of cards; null when it is the only one. */
  railX: number | null
  way: WayOut | null
}

export type PlacedBar = BarWish &
  Span & {
    row: number
    /** Where the line of its way out runs; null where there is none. */
    lineX: number | null
    plate: Span | null
    label: Span
  }

export type Ground = Span & {
  /** Where lines to the foot of the frame may run, each for one bar; those beyond `x2` widen the frame. */
  lanes: number[]
}

const pad = 12
const gap = 6
/** How far a bar reaches past its outermost lines. */
const overhang = 10
/** How much wider than its joints a bar may become to share a row. */
const spread = 420
/** What it costs to have the plate before the name. */
const plateFirst = 120

export const plateWidth = (word: string): number => Math.ceil(textWidth(word, fonts.plate)) + 14

/** The width of a bar with nothing but its words and its plate. */
export function barWidth(seed: NetworkSeed, way: WayOut | null): number {
  const words = barTextNeed(seed.network.name, seed.network.subnets[0]?.subnet ?? '')
  return words + 2 * pad + (way === null ? 0 : plateWidth(way.word) + gap)
}

/** Bars of one row of cards, in as few lines as they fit side by side. A ground as wide as each `barWidth`, with a lane for each, holds them all. */
export function planBars(wishes: readonly BarWish[], ground: Ground): PlacedBar[] {
  const rows: PlacedBar[][] = []
  let lanes = ground.lanes
  for (const wish of wishes) {
    const places = candidates(wish, { ...ground, lanes }).sort((a, b) => a.cost - b.cost)
    const found = findRow(places, rows, least(wish))
    if (!found) continue
    const { cost: _, ...place } = found.place
    const bar = { ...wish, ...place, row: found.row }
    const row = rows[found.row]
    if (row) row.push(bar)
    else rows.push([bar])
    lanes = lanes.filter((lane) => lane !== bar.lineX)
  }
  return rows.flat()
}

type Place = Omit<PlacedBar, 'row' | keyof BarWish> & { cost: number }

/** The first row with a place that is not much wider than the bar must be; a new one takes the best of all. */
function findRow(
  places: readonly Place[],
  rows: readonly PlacedBar[][],
  must: Span,
): { row: number; place: Place } | null {
  const enough = must.x2 - must.x1 + spread
  for (const [row, taken] of rows.entries()) {
    const place = places.find((one) => taken.every((bar) => one.x2 + gap <= bar.x1 || bar.x2 + gap <= one.x1))
    if (place && place.x2 - place.x1 <= enough) return { row, place }
  }
  const best = places[0]
  return best ? { row: rows.length, place: best } : null
}

/** What the bar spans at least: its joints and its rail. */
function least(wish: BarWish): Span {
  const xs = wish.railX === null ? wish.joints : [wish.railX + 4, ...wish.joints]
  if (xs.length === 0) return { x1: 0, x2: 0 }
  return { x1: Math.min(...xs) - overhang, x2: Math.max(...xs) + overhang }
}

function candidates(wish: BarWish, ground: Ground): Place[] {
  const hull = wish.joints.length === 0 && wish.railX === null ? { x1: ground.x1, x2: ground.x1 } : least(wish)
  const { way } = wish
  const whole = barWidth(wish.seed, way)
  if (way === null || way.style === 'internal') {
    const span = grow(hull, whole, ground)
    const plate = way === null ? null : { x1: span.x2 - 4 - plateWidth(way.word), x2: span.x2 - 4 }
    return [
      {
        ...span,
        lineX: null,
        plate,
        label: { x1: span.x1 + pad, x2: plate === null ? span.x2 - pad : plate.x1 - gap },
        cost: 0,
      },
    ]
  }
  const width = plateWidth(way.word)
  const beside = whole - width - pad
  const places: Place[] = []
  for (const lineX of ground.lanes) {
    const plate = { x1: lineX + 4 - width, x2: lineX + 4 }
    const far = lineX + 6 > ground.x2 ? lineX - ground.x2 + 400 : 0
    const end = Math.max(ground.x2, lineX + 6)
    const x1 = Math.min(hull.x1, plate.x1 - beside)
    const x2 = Math.max(hull.x2, plate.x2 + 2)
    if (x1 >= ground.x1 && x2 <= end) {
      places.push({ x1, x2, lineX, plate, label: { x1: x1 + pad, x2: plate.x1 - gap }, cost: x2 - x1 + far })
    }
    const left = Math.min(hull.x1, plate.x1 - 4)
    const right = Math.max(hull.x2, plate.x2 + beside)
    if (left >= ground.x1 && right <= end) {
      const label = { x1: plate.x2 + gap, x2: right - pad }
      places.push({ x1: left, x2: right, lineX, plate, label, cost: right - left + far + plateFirst })
    }
  }
  return places
}

/** The hull, grown to the width that it needs: to the right, or to the left at the ground's end. */
function grow(hull: Span, width: number, ground: Span): Span {
  const x2 = Math.min(ground.x2, Math.max(hull.x2, hull.x1 + width))
  return { x1: Math.max(ground.x1, Math.min(hull.x1, x2 - width)), x2: Math.max(x2, hull.x2) }
}
