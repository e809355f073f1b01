import { expect, test } from 'vitest'
import { defaultViewState } from '../../lib/view/picture.ts'
import { planPicture } from '../../lib/view/plan-picture.ts'
import { deploymentModels } from '../../lib/view/sample-topologies.ts'
import { isDrawn } from './is-drawn.ts'

const topology = deploymentModels()
const picture = planPicture(topology, defaultViewState)
const subjectOf = (name: string): string => `container:${topology.containers.find((one) => one.name === name)?.id}`

test('what shares a card is drawn, what is folded is not', () => {
  expect(isDrawn(picture, subjectOf('api'))).toBe(true)
  expect(isDrawn(picture, subjectOf('api-sidecar'))).toBe(true)
  const stopped = topology.containers.find(({ state }) => state === 'exited')
  expect(isDrawn(picture, `container:${stopped?.id}`)).toBe(false)
})

test('a host needs no part of its own', () => {
  expect(isDrawn(picture, 'host:any')).toBe(true)
})
