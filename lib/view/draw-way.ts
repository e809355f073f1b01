import type { Hop, Way } from '../analyse/path/trace.ts'
import type { ContainerId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { linesBetween } from './lines-between.ts'
import type { Bar, Box, Card, Drop, Picture, Rect, Uplink } from './picture.ts'
import { runsAlongBars } from './runs-along-bars.ts'
import type { WayDrawing, WayMark } from './way-drawing.ts'
import { type WayIndex, wayIndex } from './way-index.ts'

/** The containers that it is between: in host mode they have a card, and no namespace of their own. */
export type WayEnds = {
  from: ContainerId | null
  to: ContainerId | null
  /** What was asked for, where no container is known by it yet. */
  address: string | null
}

/** Where a hop is drawn: bars in the order in which the packet meets them, and what stands for the namespace itself. */
type HopPlace = { card: Card | null; bars: Bar[]; drops: Drop[]; mark: { x: number; y: number } | null }

/** The way of a packet on a picture: the parts that it takes, the line through them, and a number for each hop. */
export function drawWay(picture: Picture, topology: Topology, way: Way, ends: WayEnds): WayDrawing {
  const index = wayIndex(picture, topology)
  const places = way.hops.map((hop) => placeOf(picture, index, hop))
  const cardsAtEnds = [ends.from, ends.to ?? ownerOf(topology, ends.address)].flatMap(
    (id) => picture.cards.find(({ containerIds }) => containerIds.some((one) => one === id)) ?? [],
  )
  const bars = places.flatMap((place) => place.bars)
  const boxes = new Map<string, Box>(
    [...bars, ...places.flatMap(({ card }) => card ?? []), ...cardsAtEnds].map((box) => [box.key, box]),
  )
  const lines = new Set<Drop | Uplink>(places.flatMap((place) => place.drops))
  for (const uplink of picture.uplinks)
    if (isWayOut(uplink) && boxes.has(uplink.from) && boxes.has(uplink.to)) lines.add(uplink)
  for (const [at, bar] of bars.entries()) {
    const next = bars[at + 1]
    if (next && next !== bar) for (const line of linesBetween(picture, bar, next)) lines.add(line)
  }
  for (const [at, hop] of way.hops.entries())
    if (hop.namespaceId === null) for (const line of wiresBeside(picture, places, at)) lines.add(line)
  for (const { from, to } of lines) for (const bar of [index.bar(from), index.bar(to)]) if (bar) boxes.set(bar.key, bar)

  const keys = new Set([...boxes.keys(), ...[...lines].map(({ key }) => key)])
  const runs = [...lines].map(({ x, y1, y2 }) => ({ x1: x, y1, x2: x, y2 }))
  return {
    keys,
    lines: [
      ...runs,
      ...runsAlongBars(
        picture.bars.filter(({ key }) => boxes.has(key)),
        [...lines],
      ),
    ],
    marks: apart(places.flatMap(({ mark }, at) => (mark ? [markOf(mark, at, way)] : []))),
    rect: around([...boxes.values()]),
  }
}

const ownerOf = ({ endpoints }: Topology, address: string | null): ContainerId | null =>
  endpoints.find(({ ipv4, ipv6 }) => address !== null && [ipv4, ipv6].some((one) => one?.split('/')[0] === address))
    ?.containerId ?? null

function placeOf(picture: Picture, index: WayIndex, hop: Hop): HopPlace {
  const { namespaceId, arrivesBy, leavesBy } = hop
  if (namespaceId === null) return { card: null, bars: [], drops: [], mark: null }
  const arrives = arrivesBy === null ? null : index.partsOf(arrivesBy)
  const leaves = leavesBy === null ? null : index.partsOf(leavesBy)
  const card = index.cardOf(namespaceId)
  const own = index.overlayBars(namespaceId)
  const drops = [arrives?.drop, leaves?.drop].flatMap((drop) => drop ?? [])
  const bars = [...(arrives?.bars ?? []), ...(arrives || leaves ? own.slice(0, 1) : own), ...(leaves?.bars ?? [])]
  const [first] = bars
  if (card) return { card, bars, drops, mark: { x: card.x + 4, y: card.y } }
  const only = first && bars.every(({ subject }) => subject === first.subject) ? first : null
  // Where it only comes to a bar and ends in the host, the host itself is marked.
  if (only && (own.length > 0 || drops.length > 1)) return { card, bars, drops, mark: onBar(only, drops) }
  const head = picture.frames.find(({ hostId }) => hostId === hop.hostId)?.header
  return { card, bars, drops, mark: head ? { x: head.x + head.width + 16, y: head.y + head.height / 2 } : null }
}

/** Between the lines that come to a bar and leave it, on the way itself. */
function onBar({ x, y, height }: Bar, [first, second]: readonly Drop[]): { x: number; y: number } {
  if (!first) return { x: x + 4, y: y + height / 2 }
  return { x: second ? (first.x + second.x) / 2 : first.x + 16, y: first.joint.y }
}

/** From an interface to what is outside: the wire beside a hop that nobody reads. */
function wiresBeside(picture: Picture, places: readonly HopPlace[], at: number): Uplink[] {
  const before = places[at - 1]?.bars.at(-1)
  const after = places[at + 1]?.bars[0]
  if (before && after) return []
  const nic = before ?? after
  return picture.uplinks.filter(({ from, style }) => from === nic?.key && (style === 'wire' || style === 'told'))
}

const isWayOut = ({ style }: Uplink): boolean =>
  style === 'nat' || style === 'routed' || style === 'enslaved' || style === 'parent'

const markOf = ({ x, y }: { x: number; y: number }, at: number, { hops, verdict }: Way): WayMark => ({
  x,
  y,
  hop: at + 1,
  outcome: at === hops.length - 1 ? verdict.outcome : null,
})

const markWidth = 26

/** Marks of one place stand beside each other. */
function apart(marks: readonly WayMark[]): WayMark[] {
  const placed: WayMark[] = []
  for (const mark of marks) {
    let { x } = mark
    while (placed.some((one) => Math.abs(one.y - mark.y) < 18 && Math.abs(one.x - x) < markWidth)) x += markWidth
    placed.push({ ...mark, x })
  }
  return placed
}

function around(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null
  const x = Math.min(...rects.map((rect) => rect.x))
  const y = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  return { x, y, width: right - x, height: bottom - y }
}
