import { expect, test } from 'vitest'
import { defaultViewState } from '../../lib/view/picture.ts'
import { planPicture } from '../../lib/view/plan-picture.ts'
import { swarmShop } from '../../lib/view/sample-swarms.ts'
import { seededTopology } from '../../lib/view/seeded-topology.ts'
import { awayBelow, isCrowd } from './crowd.ts'
import { detailLevelAt } from './detail-level.ts'

const place = { width: 1320, height: 800 }
const few = planPicture(swarmShop(), defaultViewState)
const many = planPicture(seededTopology(3, { hosts: 40, containersPerHost: 20 }), defaultViewState)

test('a picture of few boxes draws each of them, however far it is', () => {
  expect(isCrowd(few)).toBe(false)
  expect(awayBelow(few, place)).toBe(0.2)
})

test('of a crowd no more boxes are drawn one by one than there is room for', () => {
  expect(isCrowd(many)).toBe(true)
  const zoom = awayBelow(many, place)
  const boxes = many.cards.length + many.folds.length + many.bars.filter(({ hostId }) => hostId !== null).length
  const inSight = (boxes * place.width * place.height) / (many.width * many.height * zoom ** 2)
  expect(inSight).toBeLessThanOrEqual(zoom === 0.58 ? boxes : 151)
  expect(detailLevelAt(zoom * 0.99, zoom)).toBe('away')
  expect(detailLevelAt(zoom, zoom)).not.toBe('away')
})
