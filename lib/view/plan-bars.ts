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

export const plateWidth = (word: string): number => Math.ceil(textWidth(word, fonts.plate)) + 14

/** Bars of one row of cards, in as few lines as they fit side by side; takes the lanes that it uses from `ground`. */
export function planBars(wishes: readonly BarWish[], ground: Ground): PlacedBar[] {
  const placed: PlacedBar[] = []
  for (const wish of wishes) {
    const rows = placed.reduce((most, bar) => Math.max(most, bar.row + 1), 0)
    for (let row = 0; row <= rows; row++) {
      const taken = placed.filter((bar) => bar.row === row)
      const best = bestPlace(wish, ground, taken, row === rows)
      if (!best) continue
      const { widens: _, ...place } = best
      placed.push({ ...place, row })
      if (best.lineX !== null) ground.lanes = ground.lanes.filter((lane) => lane !== best.lineX)
      break
    }
  }
  return placed
}

type Place = Omit<PlacedBar, 'row'> & { widens: boolean }

function bestPlace(wish: BarWish, ground: Ground, taken: readonly Span[], last: boolean): Place | null {
  const places = candidates(wish, ground).filter((place) =>
    taken.every((one) => place.x2 + gap <= one.x1 || one.x2 + gap <= place.x1),
  )
  const best = places.reduce<Place | null>(
    (top, place) => (top === null || cost(place) < cost(top) ? place : top),
    null,
  )
  if (best === null || last) return best
  return best.x2 - best.x1 <= widthOf(least(wish)) + 260 ? best : null
}

const cost = (place: Place): number =>
  place.x2 - place.x1 + (place.widens ? 400 : 0) + (place.plate !== null && place.plate.x1 < place.label.x1 ? 120 : 0)
const widthOf = (span: Span): number => span.x2 - span.x1

/** What the bar spans at least: its joints and its rail. */
function least(wish: BarWish): Span {
  const xs = wish.railX === null ? wish.joints : [wish.railX + 4, ...wish.joints]
  if (xs.length === 0) return { x1: 0, x2: 0 }
  return { x1: Math.min(...xs) - overhang, x2: Math.max(...xs) + overhang }
}

function candidates(wish: BarWish, ground: Ground): Place[] {
  const hull = wish.joints.length === 0 && wish.railX === null ? { x1: ground.x1, x2: ground.x1 } : least(wish)
  const need = barTextNeed(wish.seed.network.name, wish.seed.network.subnets[0]?.subnet ?? '')
  const width = wish.way === null ? 0 : plateWidth(wish.way.word)
  if (wish.way === null || wish.way.style === 'internal') {
    const span = grow(hull, need + 2 * pad + (width > 0 ? width + gap : 0), ground)
    const plate = width > 0 ? { x1: span.x2 - 4 - width, x2: span.x2 - 4 } : null
    const label = { x1: span.x1 + pad, x2: plate === null ? span.x2 - pad : plate.x1 - gap }
    return [{ ...wish, ...span, lineX: null, plate, label, widens: false }]
  }
  return ground.lanes.flatMap((lineX) => {
    const plate = { x1: lineX + 4 - width, x2: lineX + 4 }
    const left = { x1: Math.min(hull.x1, plate.x1 - gap - need - pad), x2: Math.max(hull.x2, plate.x2 + 2) }
    const right = { x1: Math.min(hull.x1, plate.x1 - 4), x2: Math.max(hull.x2, plate.x2 + gap + need + pad) }
    const widens = lineX + 6 > ground.x2
    return [
      { ...wish, ...left, lineX, plate, label: { x1: left.x1 + pad, x2: plate.x1 - gap }, widens },
      { ...wish, ...right, lineX, plate, label: { x1: plate.x2 + gap, x2: right.x2 - pad }, widens },
    ].filter((place) => place.x1 >= ground.x1 && place.x2 <= Math.max(ground.x2, lineX + 6))
  })
}

/** The hull, grown to the width that it needs: to the right, or to the left at the ground's end. */
function grow(hull: Span, width: number, ground: Span): Span {
  const x2 = Math.min(ground.x2, Math.max(hull.x2, hull.x1 + width))
  return { x1: Math.max(ground.x1, Math.min(hull.x1, x2 - width)), x2: Math.max(x2, hull.x2) }
}
