import type { Picture, Rect } from '../../lib/view/picture.ts'
import { isOfSubject } from './is-of-subject.ts'

/** What a subject's parts cover: its boxes with the cards and bars that they are wired to, so that a zoom to it shows its surroundings. */
export function subjectRect(picture: Picture, subject: string): Rect | null {
  const boxes = [...picture.frames, ...picture.bars, ...picture.cards, ...picture.folds]
  const own = boxes.filter((box) => isOfSubject(box, subject))
  const wires = picture.drops.filter((drop) => drop.subject === subject)
  const keys = new Set([...own.map(({ key }) => key), ...wires.flatMap(({ from, to }) => [from, to])])
  const cards = own.filter((box) => box.kind === 'card')
  const isOfCard = ({ from }: { from: string }) => cards.some((card) => card.key === from)
  const rects: Rect[] = boxes.filter((box) => keys.has(box.key) && (own.includes(box) || box.kind === 'card'))
  for (const { x, y1, y2 } of [...wires, ...picture.drops.filter(isOfCard)])
    rects.push({ x, y: Math.min(y1, y2), width: 0, height: Math.abs(y2 - y1) })
  return rects.length === 0 ? null : around(rects)
}

function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x))
  const y = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  return { x, y, width: right - x, height: bottom - y }
}
