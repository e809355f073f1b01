import { measures } from './measures.ts'
import type { Bar, Uplink } from './picture.ts'

/** Where the rail of each key runs, in the gutter left of all hosts, and the gutter's width. */
export function planRails(keys: readonly string[]): { rails: Map<string, number>; width: number } {
  const rails = new Map(keys.map((key, index) => [key, measures.margin + 4 + index * measures.railStep]))
  return { rails, width: keys.length === 0 ? 0 : keys.length * measures.railStep + 12 }
}

/** Joins a bar to the one of the same thing in the row above. */
export const railPart = (above: Bar, bar: Bar, x: number): Uplink => ({
  kind: 'uplink',
  key: `rail:${bar.key}`,
  subject: bar.subject,
  x,
  y1: above.y + above.height,
  y2: bar.y,
  hue: bar.hue,
  from: above.key,
  to: bar.key,
  style: 'rail',
  plate: null,
  title: bar.title,
})
