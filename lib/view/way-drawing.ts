import type { Outcome } from '../analyse/path/trace.ts'
import { fonts } from './measures.ts'
import { outcomeSign, outcomeTone } from './outcome-words.ts'
import type { Rect } from './picture.ts'
import type { Shape } from './shape.ts'
import { textWidth } from './text-width.ts'

/** A stay of the packet: its number in the list of hops; `outcome` where the way ends. */
export type WayMark = { x: number; y: number; hop: number; outcome: Outcome | null }

export type WayLine = { x1: number; y1: number; x2: number; y2: number }

/** A way on a picture: which parts it takes, and what is drawn over them. */
export type WayDrawing = {
  keys: ReadonlySet<string>
  lines: WayLine[]
  marks: WayMark[]
  /** What it covers; null where nothing of it is in the picture. */
  rect: Rect | null
}

/** The line that the packet takes, above bars and below what they say at their joints. */
export const wayLineShapes = ({ lines }: WayDrawing): Shape[] =>
  lines.map((line) => ({ kind: 'line', layer: 'box', ...line, stroke: 'sel', strokeWidth: 3.5, dash: null }))

/** A number on a plate, with the sign of the outcome on the last one; around 0,0. */
export function wayMarkShapes({ hop, outcome }: WayMark): Shape[] {
  const text = outcome === null ? String(hop) : `${hop} ${outcomeSign(outcome)}`
  const width = Math.max(18, Math.ceil(textWidth(text, fonts.plate)) + 10)
  return [
    {
      kind: 'rect',
      layer: 'top',
      x: -width / 2,
      y: -9,
      width,
      height: 18,
      radius: outcome === null || outcome === 'delivered' ? 9 : 3,
      fill: outcome === null ? 'sel' : outcomeTone(outcome),
      stroke: 'panel',
      strokeWidth: 1.5,
      dash: null,
    },
    {
      kind: 'text',
      layer: 'top',
      x: 0,
      y: 4,
      text,
      full: text,
      size: 11,
      mono: false,
      bold: true,
      anchor: 'middle',
      fill: 'card',
    },
  ]
}
