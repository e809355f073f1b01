import type { Picture } from './picture.ts'
import type { Layer, Shape } from './shape.ts'
import { shapesOf, textShape } from './shapes-of.ts'
import { type WayDrawing, wayLineShapes, wayMarkShapes } from './way-drawing.ts'

/** Shapes to draw one after the other. `quiet`: they step back behind what is on the way. `at`: where their own zero lies. */
export type Painted = { shapes: readonly Shape[]; quiet: boolean; at: { x: number; y: number } | null }

const layers: readonly Layer[] = ['ground', 'line', 'box', 'top']
/** How much is left of what steps back. */
export const quietOpacity = 0.34

/** All of a picture from the ground up, with the way of a packet over it. */
export function paintPicture(picture: Picture, way: WayDrawing | null): Painted[] {
  const { zones, frames, bars, cards, drops, uplinks, folds, captions } = picture
  const all = [
    ...[...zones, ...frames].flatMap((part) => shapesOf(part).map((shape) => ({ shape, quiet: false }))),
    ...[...bars, ...cards, ...drops, ...uplinks, ...folds].flatMap((part) => {
      const quiet = way !== null && !way.keys.has(part.key)
      return shapesOf(part).map((shape) => ({ shape, quiet }))
    }),
    ...captions.map((label) => ({ shape: textShape('top', label, 'soft'), quiet: way !== null })),
  ]
  return layers.flatMap((layer): Painted[] => [
    ...all
      .filter(({ shape }) => shape.layer === layer)
      .map(({ shape, quiet }) => ({ shapes: [shape], quiet, at: null })),
    ...(layer === 'box' && way ? [{ shapes: wayLineShapes(way), quiet: false, at: null }] : []),
    ...(layer === 'top' && way
      ? way.marks.map((mark) => ({ shapes: wayMarkShapes(mark), quiet: false, at: { x: mark.x, y: mark.y } }))
      : []),
  ])
}
