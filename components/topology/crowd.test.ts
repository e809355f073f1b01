import { expect, test } from 'vitest'
import { defaultViewState } from '../../lib/view/picture.ts'
import { planPicture } from '../../lib/view/plan-picture.ts'
import { swarmShop } from '../../lib/view/sample-swarms.ts'
import { seededTopology } from '../../lib/view/seeded-topology.ts'
import { isCrowd, levelSteps } from './crowd.ts'
import { detailLevelAt } from './detail-level.ts'

const place = { width: 1320, height: 800 }
const few = planPicture(swarmShop(), defaultViewState)
const many = planPicture(seededTopology(3, { hosts: 40, containersPerHost: 20 }), defaultViewState)

test('a picture of few boxes draws each of them, however far it is', () => {
  expect(isCrowd(few)).toBe(false)
  expect(levelSteps(few, place)).toEqual({ far: 0.2, mid: 0.58 })
})

test('of a crowd no more boxes are drawn one by one than there is room for', () => {
  expect(isCrowd(many)).toBe(true)
  const steps = levelSteps(many, place)
  const boxes = many.cards.length + many.folds.length + many.bars.filter(({ hostId }) => hostId !== null).length
  const inSight = (zoom: number) => (boxes * place.width * place.height) / (many.width * many.height * zoom ** 2)
  if (steps.far < 0.58) expect(inSight(steps.far)).toBeLessThanOrEqual(150.001)
  if (steps.mid < 0.9) expect(inSight(steps.mid)).toBeLessThanOrEqual(60.001)
  expect(detailLevelAt(steps.far * 0.99, steps)).toBe('away')
  expect(detailLevelAt(steps.far, steps)).toBe('far')
  expect(detailLevelAt(steps.mid, steps)).toBe('mid')
})
