import { motionMs } from './motion.ts'
import type { Canvas } from './PictureFlow.tsx'

/** Moves the view, no nearer and no farther, when a box is not wholly in it. */
export function bringIntoSight(canvas: Canvas, key: string): void {
  const node = canvas.getNode(key)
  const place = document.querySelector('.react-flow')?.getBoundingClientRect()
  if (!node || !place) return
  const { x, y, zoom } = canvas.getViewport()
  const left = node.position.x * zoom + x
  const top = node.position.y * zoom + y
  const right = left + (node.width ?? 0) * zoom
  const bottom = top + (node.height ?? 0) * zoom
  const isWide = right - left > place.width
  if (top >= 0 && bottom <= place.height && (isWide || (left >= 0 && right <= place.width))) return
  const middle = isWide ? node.position.x + place.width / zoom / 2 : node.position.x + (node.width ?? 0) / 2
  void canvas.setCenter(middle, node.position.y + (node.height ?? 0) / 2, { zoom, duration: motionMs() })
}
