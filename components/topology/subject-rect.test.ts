import { expect, test } from 'vitest'
import { defaultViewState } from '../../lib/view/picture.ts'
import { planPicture } from '../../lib/view/plan-picture.ts'
import { deploymentModels } from '../../lib/view/sample-topologies.ts'
import { subjectRect } from './subject-rect.ts'

const picture = planPicture(deploymentModels(), defaultViewState)

test('a container is shown with the whole of its drops', () => {
  const card = picture.cards.find(({ name }) => name === 'edge')
  const drop = picture.drops.find(({ from }) => from === card?.key)
  const rect = subjectRect(picture, card?.subject ?? '')
  expect(rect).not.toBeNull()
  if (!card || !drop || !rect) return
  expect(rect.x).toBeLessThanOrEqual(card.x)
  expect(rect.y + rect.height).toBeGreaterThanOrEqual(Math.max(drop.y1, drop.y2))
})

test('what is not in the picture covers nothing', () => {
  expect(subjectRect(picture, 'container:gone')).toBeNull()
})
