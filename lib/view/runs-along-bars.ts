import type { Bar, Drop, Uplink } from './picture.ts'
import type { WayLine } from './way-drawing.ts'

type Point = { x: number; y: number }

/** Along each bar from line to line of a way, and across it where it goes on at the other edge. */
export function runsAlongBars(bars: readonly Bar[], lines: readonly (Drop | Uplink)[]): WayLine[] {
  return bars.flatMap(({ key }) => {
    const ends = lines
      .flatMap(({ from, to, x, y1, y2 }) => [
        ...(from === key ? [{ x, y: y1 }] : []),
        ...(to === key ? [{ x, y: y2 }] : []),
      ])
      .sort((a, b) => a.x - b.x || a.y - b.y)
    return ends.slice(1).flatMap((end, at) => turn(ends[at] ?? end, end))
  })
}

const turn = (from: Point, to: Point): WayLine[] => [
  ...(from.x === to.x ? [] : [{ x1: from.x, y1: from.y, x2: to.x, y2: from.y }]),
  ...(from.y === to.y ? [] : [{ x1: to.x, y1: from.y, x2: to.x, y2: to.y }]),
]
