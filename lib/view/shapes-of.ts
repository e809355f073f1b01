import type { Badge, Bar, Card, Drop, Fold, Frame, Label, Part, Uplink, Zone } from './picture.ts'
import type { ColourToken, Layer, Shape } from './shape.ts'

type Options = {
  /** With the small texts on drops, where the zoom makes them readable. */
  detail?: boolean
}

/** What a part is drawn from. The page and the exported file both draw this. */
export function shapesOf(part: Part, options: Options = {}): Shape[] {
  switch (part.kind) {
    case 'zone':
      return zoneShapes(part)
    case 'frame':
      return frameShapes(part)
    case 'bar':
      return barShapes(part)
    case 'card':
      return cardShapes(part)
    case 'drop':
      return dropShapes(part, options.detail ?? false)
    case 'uplink':
      return uplinkShapes(part)
    case 'fold':
      return foldShapes(part)
    default:
      return part satisfies never
  }
}

type RectShape = Extract<Shape, { kind: 'rect' }>

const rect = (
  layer: Layer,
  at: { x: number; y: number; width: number; height: number },
  look: Partial<RectShape>,
): Shape => ({
  kind: 'rect',
  layer,
  x: at.x,
  y: at.y,
  width: at.width,
  height: at.height,
  radius: 6,
  fill: 'card',
  stroke: null,
  strokeWidth: 1,
  dash: null,
  ...look,
})

const line = (
  layer: Layer,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: ColourToken,
  strokeWidth: number,
  dash: string | null = null,
): Shape => ({
  kind: 'line',
  layer,
  x1,
  y1,
  x2,
  y2,
  stroke,
  strokeWidth,
  dash,
})

const circle = (
  layer: Layer,
  cx: number,
  cy: number,
  r: number,
  fill: ColourToken,
  stroke: ColourToken | null,
  strokeWidth = 2,
): Shape => ({
  kind: 'circle',
  layer,
  cx,
  cy,
  r,
  fill,
  stroke,
  strokeWidth,
})

/** A label as text; `soft` labels of a bar keep its hue, as they lie on its colour. */
export const textShape = (layer: Layer, label: Label, fill: ColourToken): Shape => ({
  kind: 'text',
  layer,
  x: label.x,
  y: label.y,
  text: label.text,
  full: label.full,
  size: label.size,
  mono: label.mono,
  bold: label.bold,
  anchor: label.anchor,
  fill,
})

const inkOf = (label: Label): ColourToken => (label.soft ? 'soft' : 'ink')

const zoneShapes = (zone: Zone): Shape[] => [
  rect('ground', zone, { radius: 16, fill: 'zone', stroke: 'line', dash: '1 5' }),
  rect('box', zone.header, { fill: 'zone' }),
  ...zone.labels.map((label) => textShape('box', label, inkOf(label))),
]

const frameShapes = (frame: Frame): Shape[] => [
  rect('ground', frame, { radius: 12, fill: 'frame', ...sightLook[frame.sight] }),
  rect('box', frame.header, { fill: 'frame' }),
  ...frame.labels.map((label) => textShape('box', label, inkOf(label))),
  ...frame.badges.flatMap((badge) => badgeShapes(badge)),
]

/** The edge of a host that is not seen as it is now is broken. */
const sightLook: Record<Frame['sight'], Pick<RectShape, 'stroke' | 'strokeWidth' | 'dash'>> = {
  seen: { stroke: 'line', strokeWidth: 1, dash: null },
  stale: { stroke: 'warn', strokeWidth: 1.2, dash: '2 4' },
  unread: { stroke: 'soft', strokeWidth: 1.2, dash: '9 5' },
  down: { stroke: 'bad', strokeWidth: 1.5, dash: '9 3 2 3' },
}

const badgeLook: Record<
  Badge['look'],
  { fill: ColourToken; stroke: ColourToken; text: ColourToken; dash: string | null }
> = {
  leader: { fill: 'ink', stroke: 'ink', text: 'panel', dash: null },
  role: { fill: 'panel', stroke: 'ink', text: 'ink', dash: null },
  idle: { fill: 'panel', stroke: 'idle', text: 'soft', dash: '4 3' },
  warn: { fill: 'panel', stroke: 'warn', text: 'warn', dash: '2 2' },
  bad: { fill: 'panel', stroke: 'bad', text: 'bad', dash: null },
  unread: { fill: 'panel', stroke: 'soft', text: 'soft', dash: '6 3' },
}

/** A plate in a frame's head. */
export function badgeShapes({ label, look, ...at }: Badge, layer: Layer = 'box'): Shape[] {
  const { fill, stroke, text, dash } = badgeLook[look]
  return [
    rect(layer, at, { radius: look === 'bad' ? 2 : at.height / 2, fill, stroke, dash }),
    textShape(layer, label, text),
  ]
}

function barShapes(bar: Bar): Shape[] {
  if (bar.tunnel !== null) return tunnelShapes(bar, bar.tunnel.agreed)
  const shapes = [
    rect('box', bar, {
      fill: `${bar.hue}-bg`,
      stroke: bar.hue,
      radius: bar.internal ? 2 : 6,
      dash: bar.role === 'mode' ? '4 3' : bar.role === 'router' ? '8 4' : null,
    }),
  ]
  if (bar.internal) {
    for (const x of [bar.x, bar.x + bar.width])
      shapes.push(line('box', x, bar.y - 2, x, bar.y + bar.height + 2, bar.hue, 3.5))
  }
  return [...shapes, ...bar.labels.map((label) => textShape('box', label, bar.hue))]
}

const tunnelLook: Record<NonNullable<Bar['tunnel']>['agreed'], { stroke: ColourToken; dash: string | null }> = {
  both: { stroke: 'overlay', dash: null },
  'one-sided': { stroke: 'bad', dash: '8 4' },
  unknown: { stroke: 'soft', dash: '2 3' },
}

/** A pipe: round at both ends, its edge broken where the ends do not agree, or where one is not seen. */
function tunnelShapes(bar: Bar, agreed: NonNullable<Bar['tunnel']>['agreed']): Shape[] {
  const { stroke, dash } = tunnelLook[agreed]
  return [
    rect('box', bar, { radius: bar.height / 2, fill: 'panel', stroke, strokeWidth: 1.5, dash }),
    ...bar.labels.map((label) =>
      textShape('box', label, agreed === 'one-sided' ? 'bad' : label.soft ? 'soft' : 'overlay'),
    ),
  ]
}

const cardShapes = (card: Card): Shape[] => [
  ...(card.group
    ? [rect('box', { ...card, x: card.x + 3, y: card.y - 3 }, { radius: 8, fill: 'card', stroke: 'line' })]
    : []),
  rect('box', card, {
    radius: 8,
    fill: card.unseen ? 'frame' : 'card',
    stroke: card.tone === 'bad' ? 'bad' : card.unseen ? 'soft' : 'line',
    dash: card.unseen ? '2 3' : card.tone === 'idle' ? '4 3' : null,
  }),
  ...toneMark(card, 'box'),
  ...card.labels.map((label) => textShape('box', label, inkOf(label))),
]

/** A shape for each tone: a dot, a ring, a square, a dash. */
export function toneMark({ dot, tone }: Pick<Card, 'dot' | 'tone'>, layer: Layer): Shape[] {
  switch (tone) {
    case 'ok':
      return [circle(layer, dot.x, dot.y, 4, 'ok', null)]
    case 'warn':
      return [circle(layer, dot.x, dot.y, 3.25, 'card', 'warn', 2.5)]
    case 'bad':
      return [rect(layer, { x: dot.x - 4, y: dot.y - 4, width: 8, height: 8 }, { radius: 1, fill: 'bad' })]
    case 'idle':
      return [line(layer, dot.x - 4, dot.y, dot.x + 4, dot.y, 'idle', 2.5)]
    default:
      return tone satisfies never
  }
}

const originDash: Record<Drop['origin'], string | null> = { observed: null, configured: '6 4', inferred: '2 3' }

const dropShapes = (drop: Drop, detail: boolean): Shape[] => [
  line('line', drop.x, drop.y1, drop.x, drop.y2, drop.hue, 1.6, originDash[drop.origin]),
  circle('top', drop.joint.x, drop.joint.y, 3.5, 'card', drop.hue),
  ...drop.labels.map((label) => textShape('top', label, inkOf(label))),
  ...(detail ? drop.detail.map((label) => textShape('top', label, inkOf(label))) : []),
]

const uplinkLook: Record<Uplink['style'], { width: number; dash: string | null }> = {
  nat: { width: 1.6, dash: '5 4' },
  routed: { width: 1.6, dash: null },
  enslaved: { width: 3.2, dash: null },
  parent: { width: 1.6, dash: '10 3 2 3' },
  wire: { width: 2.2, dash: null },
  told: { width: 2, dash: '2 3' },
  gateway: { width: 1.6, dash: '8 4' },
  tunnel: { width: 1.8, dash: null },
  silent: { width: 1.8, dash: '3 4' },
  internal: { width: 0, dash: null },
  rail: { width: 2.4, dash: null },
}

function uplinkShapes(uplink: Uplink): Shape[] {
  const { x, y1, y2, hue, style, plate } = uplink
  const look = uplinkLook[style]
  const shapes: Shape[] = []
  if (y1 !== y2) {
    const colour = style === 'silent' ? 'bad' : hue
    shapes.push(line('line', x, y1, x, y2, colour, look.width, look.dash))
    if (style === 'tunnel' || style === 'silent')
      shapes.push(circle('top', x, y1, 3.5, style === 'silent' ? 'card' : colour, colour, 1.6))
    const ends = style === 'rail' ? [y1, y2] : [y2]
    for (const y of ends) shapes.push(circle('top', x, y, style === 'rail' ? 2.5 : 3, hue, null))
  }
  if (plate !== null) {
    shapes.push(rect('top', plate, { radius: plate.height / 2, fill: 'panel', stroke: hue }))
    shapes.push(textShape('top', plate.label, hue))
  }
  return shapes
}

const foldShapes = (fold: Fold): Shape[] => [
  rect('box', fold, { radius: fold.height / 2, fill: 'panel', stroke: 'line', dash: '3 3' }),
  ...fold.labels.map((label) => textShape('box', label, 'soft')),
]
