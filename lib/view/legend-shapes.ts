import { makeLabel } from './make-label.ts'
import { fonts } from './measures.ts'
import { hueOrder, hueWords } from './network-hue.ts'
import type { Bar, Drop, Frame, Picture, Tone, Uplink } from './picture.ts'
import type { Shape } from './shape.ts'
import { shapesOf, textShape, toneMark } from './shapes-of.ts'
import { textWidth } from './text-width.ts'

type Entry = { word: string; sample: (x: number, y: number) => Shape[] }

const rowHeight = 20
const styleWords: Partial<Record<Uplink['style'], string>> = {
  nat: 'NAT',
  routed: 'routed',
  enslaved: 'port of the bridge',
  parent: 'parent interface',
  told: 'told by managers',
  gateway: 'way to the router',
}
const sightWords: Record<Exclude<Frame['sight'], 'seen'>, string> = {
  stale: 'host not heard now',
  unread: 'host without an agent',
  down: 'node down',
}
const tunnelWords: Record<NonNullable<Bar['tunnel']>['agreed'], string> = {
  both: 'tunnel, entries at both ends',
  'one-sided': 'tunnel, no entry for the way back',
  unknown: 'tunnel, one end not seen',
}
const originWords: Record<Exclude<Drop['origin'], 'observed'>, string> = {
  configured: 'attached at its next start',
  inferred: 'attached, as managers tell',
}
const toneOrder: readonly Tone[] = ['ok', 'warn', 'bad', 'idle']
const toneWords: Record<Tone, string> = { ok: 'running', warn: 'starting, paused', bad: 'unhealthy', idle: 'stopped' }

/** What the signs of this very picture mean, in rows from `y` down. */
export function legendShapes(
  picture: Picture,
  left: number,
  y: number,
  width: number,
): { shapes: Shape[]; height: number } {
  const shapes: Shape[] = []
  let x = left
  let row = 0
  for (const entry of entries(picture)) {
    const room = 24 + Math.ceil(textWidth(entry.word, fonts.caption))
    if (x > left && x + room > left + width) {
      x = left
      row += 1
    }
    const top = y + row * rowHeight
    const label = makeLabel(entry.word, x + 24, top + 12, room, fonts.caption, { soft: true })
    shapes.push(...entry.sample(x, top + 8), textShape('top', label, 'soft'))
    x += room + 20
  }
  return { shapes, height: shapes.length === 0 ? 0 : (row + 1) * rowHeight }
}

function entries(picture: Picture): Entry[] {
  const hues = new Set(picture.bars.map((bar) => bar.hue))
  const styles = new Set(picture.uplinks.map((uplink) => uplink.style))
  const tones = new Set(picture.cards.map((card) => card.tone))
  return [
    ...hueOrder
      .filter((hue) => hues.has(hue))
      .map(
        (hue): Entry => ({
          word: hueWords[hue],
          sample: (x, y) => [
            {
              kind: 'rect',
              layer: 'top',
              x,
              y: y - 4,
              width: 16,
              height: 8,
              radius: 2,
              fill: `${hue}-bg`,
              stroke: hue,
              strokeWidth: 1,
              dash: null,
            },
          ],
        }),
      ),
    ...Object.entries(styleWords).flatMap(([style, word]): Entry[] => {
      const found = picture.uplinks.find((uplink) => uplink.style === style)
      return found && styles.has(found.style) ? [{ word, sample: (x, y) => lineSample(found, x, y) }] : []
    }),
    ...(picture.bars.some((bar) => bar.internal) ? [{ word: 'internal: no way out', sample: internalSample }] : []),
    ...keysOf(tunnelWords).flatMap((agreed): Entry[] => {
      const bar = picture.bars.find((one) => one.tunnel?.agreed === agreed)
      return bar ? [{ word: tunnelWords[agreed], sample: (x, y) => boxSample(shapesOf(bar), x, y) }] : []
    }),
    ...keysOf(originWords).flatMap((origin): Entry[] => {
      const drop = picture.drops.find((one) => one.origin === origin)
      return drop ? [{ word: originWords[origin], sample: (x, y) => flat(shapesOf(drop), x, y) }] : []
    }),
    ...keysOf(sightWords).flatMap((sight): Entry[] => {
      const frame = picture.frames.find((one) => one.sight === sight)
      return frame ? [{ word: sightWords[sight], sample: (x, y) => boxSample(shapesOf(frame), x, y) }] : []
    }),
    ...toneOrder
      .filter((tone) => tones.has(tone))
      .map(
        (tone): Entry => ({
          word: tone === 'idle' ? idleWords(picture) : toneWords[tone],
          sample: (x, y) => toneMark({ dot: { x: x + 12, y }, tone }, 'top'),
        }),
      ),
  ]
}

/** What a dash means: a container that does not run, or a part of the swarm, which has no such state. */
function idleWords({ cards }: Picture): string {
  const idle = cards.filter(({ tone }) => tone === 'idle')
  const own = idle.filter(({ containerIds }) => containerIds.length === 0).length
  if (own === 0) return toneWords.idle
  return own === idle.length ? 'part of the swarm' : `${toneWords.idle}, or part of the swarm`
}

/** The uplink's own line, lying down. */
const lineSample = (uplink: Uplink, x: number, y: number): Shape[] => flat(shapesOf({ ...uplink, plate: null }), x, y)

/** Lines of a part, lying down. */
const flat = (shapes: readonly Shape[], x: number, y: number): Shape[] =>
  shapes.flatMap((shape): Shape[] =>
    shape.kind === 'line' ? [{ ...shape, layer: 'top', x1: x, x2: x + 18, y1: y, y2: y }] : [],
  )

/** The edge of a box, small. */
function boxSample(shapes: readonly Shape[], x: number, y: number): Shape[] {
  const edge = shapes.find((shape) => shape.kind === 'rect')
  return edge ? [{ ...edge, layer: 'top', x, y: y - 5, width: 17, height: 10, radius: Math.min(edge.radius, 5) }] : []
}

const keysOf = <K extends string>(words: Record<K, string>): K[] => {
  const found: K[] = []
  for (const key in words) found.push(key)
  return found
}

const internalSample = (x: number, y: number): Shape[] => [
  { kind: 'line', layer: 'top', x1: x, y1: y, x2: x + 16, y2: y, stroke: 'soft', strokeWidth: 1.6, dash: null },
  { kind: 'line', layer: 'top', x1: x, y1: y - 5, x2: x, y2: y + 5, stroke: 'soft', strokeWidth: 3, dash: null },
  {
    kind: 'line',
    layer: 'top',
    x1: x + 16,
    y1: y - 5,
    x2: x + 16,
    y2: y + 5,
    stroke: 'soft',
    strokeWidth: 3,
    dash: null,
  },
]
