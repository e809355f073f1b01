import type { Rect } from '../../lib/view/picture.ts'
import type { Canvas } from './canvas.ts'
import { motionMs } from './motion.ts'

type Size = { width: number; height: number }

/** Moves the view, no nearer and no farther, when a box is not wholly in it. A bar wider than the view is shown from its left end. */
export function bringIntoSight(canvas: Canvas, box: Rect, place: Size): void {
  const { x, y, zoom } = canvas.getViewport()
  const left = box.x * zoom + x
  const top = box.y * zoom + y
  const right = left + box.width * zoom
  const bottom = top + box.height * zoom
  const isWide = right - left > place.width
  const isAcross = isWide ? right > 0 && left < place.width : left >= 0 && right <= place.width
  if (isAcross && top >= 0 && bottom <= place.height) return
  const middle = isWide ? box.x + place.width / zoom / 2 : box.x + box.width / 2
  void canvas.setCenter(middle, box.y + box.height / 2, { zoom, duration: motionMs() })
}
