import type { Picture } from '../../lib/view/picture.ts'
import type { LevelSteps } from './detail-level.ts'

type Size = { width: number; height: number }

/** How many boxes inside hosts a page draws one by one: as marks, and with all their words. */
const most = { marks: 150, whole: 60 } as const

const boxesIn = ({ cards, bars, folds }: Picture): number =>
  cards.length + folds.length + bars.filter(({ hostId }) => hostId !== null).length

/** Whether a picture has more boxes than the page can draw one by one when it is seen from far. */
export const isCrowd = (picture: Picture): boolean => boxesIn(picture) > most.marks

/** Where the levels of detail of a picture begin; of a crowd from where no more boxes are in sight than the page can draw. */
export function levelSteps(picture: Picture, place: Size): LevelSteps {
  if (!isCrowd(picture)) return { far: 0.2, mid: 0.58 }
  const inSight = (boxesIn(picture) / (picture.width * picture.height)) * place.width * place.height
  const zoomFor = (boxes: number): number => Math.sqrt(inSight / boxes)
  return {
    far: Math.min(0.58, Math.max(0.2, zoomFor(most.marks))),
    mid: Math.min(0.9, Math.max(0.58, zoomFor(most.whole))),
  }
}
