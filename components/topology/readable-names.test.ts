import { expect, test } from 'vitest'
import { defaultViewState } from '../../lib/view/picture.ts'
import { planPicture } from '../../lib/view/plan-picture.ts'
import { manyContainers, threeHosts } from '../../lib/view/sample-topologies.ts'
import { readableNames, zoomStep } from './readable-names.ts'

test('near enough, every name has room; far away fewer do', () => {
  const picture = planPicture(manyContainers(), defaultViewState)
  const all = picture.bars.length + picture.frames.length
  const near = readableNames(picture, 1)
  const far = readableNames(picture, 0.1)
  expect(near.size).toBe(all)
  expect(far.size).toBeLessThan(all)
  expect(far.size).toBeGreaterThan(0)
})

test('every host keeps its name', () => {
  const picture = planPicture(threeHosts(), defaultViewState)
  const far = readableNames(picture, 0.2)
  for (const frame of picture.frames) expect(far.has(frame.key)).toBe(true)
})

test('a step is never above its zoom', () => {
  for (const zoom of [0.05, 0.13, 0.26, 0.5, 0.57]) {
    expect(zoomStep(zoom)).toBeLessThanOrEqual(zoom)
    expect(zoomStep(zoom)).toBeGreaterThan(zoom * 0.8)
  }
})
