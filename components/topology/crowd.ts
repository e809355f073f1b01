import type { Picture } from '../../lib/view/picture.ts'

type Size = { width: number; height: number }

/** How many boxes inside hosts a page draws one by one. */
const most = 150

const boxesIn = ({ cards, bars, folds }: Picture): number =>
  cards.length + folds.length + bars.filter(({ hostId }) => hostId !== null).length

/** Whether a picture has more boxes than the page can draw one by one when it is seen from far. */
export const isCrowd = (picture: Picture): boolean => boxesIn(picture) > most

/** The zoom below which cards are no more than marks: from where more of them would be in sight than the page can draw one by one. */
export function awayBelow(picture: Picture, place: Size): number {
  if (!isCrowd(picture)) return 0.2
  const inSight = (boxesIn(picture) / (picture.width * picture.height)) * place.width * place.height
  return Math.min(0.58, Math.max(0.2, Math.sqrt(inSight / most)))
}
