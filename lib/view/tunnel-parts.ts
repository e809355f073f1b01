import type { HostId } from '../model/id.ts'
import { barLabels, barText } from './bar-parts.ts'
import { inertText } from './inert-text.ts'
import { fonts, measures } from './measures.ts'
import { packRows } from './pack-rows.ts'
import type { Bar, Rect, Uplink } from './picture.ts'
import type { TunnelEnd, TunnelSeed } from './plan-tunnels.ts'
import type { Span } from './span.ts'
import { textWidth } from './text-width.ts'

export type TunnelGround = Span & {
  tier: number
  rails: ReadonlyMap<string, number>
  /** The bar of a host's interface that an end's tunnels leave by; undefined where the host stands in another row. */
  nicOf(end: TunnelEnd): Bar | undefined
  /** Where lines run already below a host's interfaces. */
  takenAt(hostId: HostId): number[]
}

type Leg = { seed: TunnelSeed; end: TunnelEnd; nic: Bar; towards: number }
type PlacedLeg = Leg & { x: number }

/** Tunnels below a row of hosts: a bar from one host's interface to the other's, as many below each other as it takes. */
export function planTunnelBars(
  seeds: readonly TunnelSeed[],
  ground: TunnelGround,
): { rows: number; parts: (top: number) => { bars: Map<string, Bar>; legs: Uplink[] } } {
  const legs = placeLegs(seeds, ground)
  const spans = seeds
    .flatMap((seed) => {
      const own = legs.filter((leg) => leg.seed === seed)
      const rail = ground.rails.get(seed.key)
      const xs = [...own.map(({ x }) => x), ...(rail === undefined ? [] : [rail])]
      return own.length === 0 ? [] : [{ seed, legs: own, ...grow(xs, seed, ground) }]
    })
    .sort((a, b) => a.x2 - a.x1 - (b.x2 - b.x1))
  const packed = packRows(spans, 10)
  const rows = packed.reduce((count, { row }) => Math.max(count, row + 1), 0)
  return {
    rows,
    parts(top) {
      const placed = packed.map((span) => ({ span, bar: tunnelBar(span, ground.tier, top) }))
      return {
        bars: new Map(placed.map(({ span, bar }) => [span.seed.key, bar])),
        legs: placed.flatMap(({ span, bar }) => span.legs.map((leg) => legPart(leg, bar))),
      }
    },
  }
}

/** Ends that lead to the left leave on the left, so that few lines cross. */
function placeLegs(seeds: readonly TunnelSeed[], ground: TunnelGround): PlacedLeg[] {
  const byNic = new Map<string, Leg[]>()
  for (const seed of seeds) {
    for (const end of seed.ends) {
      const nic = ground.nicOf(end)
      if (!nic) continue
      const other = seed.ends.find((one) => one !== end)
      const target = other && ground.nicOf(other)
      const towards = target ? Math.sign(target.x - nic.x) : -1
      byNic.set(nic.key, [...(byNic.get(nic.key) ?? []), { seed, end, nic, towards }])
    }
  }
  return [...byNic.values()].flatMap((legs) => spreadLegs(legs, ground))
}

const step = 6

function spreadLegs(legs: readonly Leg[], ground: TunnelGround): PlacedLeg[] {
  const [first] = legs
  if (!first) return []
  const { nic, end } = first
  const taken = ground.takenAt(end.hostId)
  const all = Array.from({ length: Math.floor((nic.width - 24) / step) }, (_, i) => nic.x + 12 + i * step)
  const apart = (distance: number) => all.filter((x) => taken.every((one) => Math.abs(one - x) >= distance))
  const wide = apart(3 * step)
  const places = wide.length >= 2 * legs.length ? wide : apart(step)
  return [...legs]
    .sort((a, b) => a.towards - b.towards)
    .flatMap((leg, i) => {
      const x = places[Math.floor(((i + 0.5) * places.length) / legs.length)]
      return x === undefined ? [] : [{ ...leg, x }]
    })
}

/** From its outermost line to the other, and wide enough for its words. */
function grow(xs: readonly number[], seed: TunnelSeed, ground: Span): Span {
  const need = wordsWidth(seed)
  const hull = { x1: Math.min(...xs) - 10, x2: Math.max(...xs) + 10 }
  const missing = Math.max(0, need - (hull.x2 - hull.x1))
  const x1 = Math.max(Math.min(ground.x1, hull.x1), hull.x1 - Math.round(missing / 2))
  const x2 = Math.max(hull.x2, x1 + need)
  const over = Math.max(0, x2 - Math.max(ground.x2, hull.x2))
  return { x1: x1 - over, x2: x2 - over }
}

/** Room for the name, for what is wrong with it, and for one overlay that takes it. */
function wordsWidth({ name, facts, tunnel }: TunnelSeed): number {
  const words = facts.slice(0, tunnel.agreed === 'both' ? 1 : 2).join(' · ')
  const nameWidth = Math.min(barText.longName, textWidth(name, fonts.barName))
  return Math.ceil(nameWidth + Math.min(barText.longName, textWidth(inertText(words), fonts.barMono))) + 36
}

function tunnelBar({ seed, x1, x2, row }: Span & { seed: TunnelSeed; row: number }, tier: number, top: number): Bar {
  const rect: Rect = {
    x: x1,
    y: top + row * (measures.tunnelHeight + measures.tunnelGap),
    width: x2 - x1,
    height: measures.tunnelHeight,
  }
  return {
    kind: 'bar',
    ...rect,
    key: tier === 0 ? seed.key : `${seed.key}@row${tier}`,
    subject: seed.key,
    name: seed.name,
    labels: barLabels(seed.name, seed.facts, { x1: x1 + 12, x2: x2 - 12 }, rect.y + rect.height / 2 + 4),
    title: seed.title,
    role: 'tunnel',
    hue: 'overlay',
    networkId: null,
    interfaceId: null,
    hostId: null,
    internal: false,
    members: 0,
    tunnel: seed.tunnel,
  }
}

const legPart = ({ seed, end, nic, x }: PlacedLeg, bar: Bar): Uplink => ({
  kind: 'uplink',
  key: `leg:${bar.key}@${end.hostId}`,
  subject: seed.key,
  x,
  y1: nic.y + nic.height,
  y2: bar.y,
  hue: 'overlay',
  from: nic.key,
  to: bar.key,
  style: end.silent ? 'silent' : 'tunnel',
  plate: null,
  title: seed.title,
})

/** The room that rows of tunnels take below frames. */
export const tunnelsHeight = (rows: number): number =>
  rows === 0 ? 0 : measures.tunnelTop + rows * (measures.tunnelHeight + measures.tunnelGap) - measures.tunnelGap
