import type { Box, Picture } from './picture.ts'

export type Direction = 'up' | 'down' | 'left' | 'right'

/** The key of the box that an arrow leads to: up and down along drops and uplinks, left and right along bars and rows. Null at an end. */
export function walkKeys(picture: Picture, from: string | null, direction: Direction): string | null {
  const boxes: Box[] = [...picture.frames, ...picture.bars, ...picture.cards]
  const here = boxes.find((box) => box.key === from) ?? boxes.find((box) => box.subject === from)
  if (!here) return firstBox(picture)
  if (direction === 'left' || direction === 'right') return sideways(picture, here, direction)
  return along(picture, boxes, here, direction) ?? framed(picture, here, direction)
}

const firstBox = (picture: Picture): string | null =>
  (picture.cards[0] ?? picture.bars[0] ?? picture.frames[0])?.key ?? null

/** The nearest box at the other end of a line that leaves in this direction. */
function along(picture: Picture, boxes: readonly Box[], here: Box, direction: 'up' | 'down'): string | null {
  const sign = direction === 'down' ? 1 : -1
  const ends = [...picture.drops, ...picture.uplinks].flatMap((line) => {
    const other = line.from === here.key ? line.to : line.to === here.key ? line.from : null
    const box = other === here.key ? undefined : boxes.find((one) => one.key === other)
    return box && Math.sign(box.y - here.y) === sign ? [{ box, x: line.x }] : []
  })
  const middle = here.x + here.width / 2
  const nearest = ends.sort(
    (a, b) =>
      Math.abs(a.box.y - here.y) - Math.abs(b.box.y - here.y) ||
      Math.abs(a.x - middle) - Math.abs(b.x - middle) ||
      a.x - b.x,
  )[0]
  return nearest?.box.key ?? null
}

/** From a card that has no line this way to its frame, from a frame to its first card. */
function framed(picture: Picture, here: Box, direction: 'up' | 'down'): string | null {
  const frame = picture.frames.find((one) => one.key === here.key)
  if (frame)
    return direction === 'down' ? (picture.cards.find((card) => card.hostId === frame.hostId)?.key ?? null) : null
  const card = picture.cards.find((one) => one.key === here.key)
  return card && direction === 'up' ? (picture.frames.find((one) => one.hostId === card.hostId)?.key ?? null) : null
}

/** The neighbour of the same kind: in the same row, else the last or first of the row before or after. */
function sideways(picture: Picture, here: Box, direction: 'left' | 'right'): string | null {
  const peers: Box[] = picture.cards.some((one) => one.key === here.key)
    ? picture.cards
    : picture.frames.some((one) => one.key === here.key)
      ? picture.frames
      : picture.bars
  const order = [...peers].sort((a, b) => a.y - b.y || a.x - b.x)
  const at = order.findIndex((one) => one.key === here.key)
  return order[at + (direction === 'right' ? 1 : -1)]?.key ?? null
}
