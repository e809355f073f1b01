import { expect, test } from 'vitest'
import { defaultViewState } from '../../lib/view/picture.ts'
import { planPicture } from '../../lib/view/plan-picture.ts'
import { deploymentModels } from '../../lib/view/sample-topologies.ts'
import { keepParts } from './keep-parts.ts'

const planned = (change: (topology: ReturnType<typeof deploymentModels>) => void = () => undefined) => {
  const topology = deploymentModels()
  change(topology)
  return planPicture(topology, defaultViewState)
}

test('the same picture keeps every part the same object and glows nowhere', () => {
  const first = keepParts(null, planned(), null)
  const second = keepParts(first, planned(), 1)
  expect(second.changedAt.size).toBe(0)
  for (const list of ['frames', 'bars', 'cards', 'drops', 'uplinks', 'folds'] as const)
    for (const [index, part] of second.picture[list].entries()) expect(part).toBe(first.picture[list][index])
})

test('a container that fell ill glows, and only it is a new object', () => {
  const first = keepParts(null, planned(), null)
  const second = keepParts(
    first,
    planned(({ containers }) => {
      for (const one of containers) if (one.name === 'edge') one.health = 'unhealthy'
    }),
    7,
  )
  const changed = second.picture.cards.filter((card) => !first.picture.cards.includes(card))
  expect(changed.map(({ name }) => name)).toEqual(['edge'])
  expect([...second.changedAt]).toEqual([[changed[0]?.key, 7]])
})

test('a change of the view makes nothing glow', () => {
  const first = keepParts(null, planned(), null)
  const without = keepParts(
    first,
    planned(({ containers }) => void containers.splice(0, 1)),
    null,
  )
  expect(without.changedAt.size).toBe(0)
})
