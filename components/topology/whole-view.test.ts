import { expect, test } from 'vitest'
import { isBeyond, openingView, wholeView } from './whole-view.ts'

const place = { width: 1200, height: 800 }

test.each([
  { width: 3000, height: 400 },
  { width: 400, height: 3000 },
  { width: 300, height: 200 },
])('a picture of $width by $height is wholly in sight, from the top', (picture) => {
  const view = wholeView(picture, place)
  expect(isBeyond(view, picture, place)).toBe(false)
  expect(view.y).toBe(12)
  expect(view.zoom).toBeLessThanOrEqual(1.15)
})

test('moved aside, part of it is beyond', () => {
  const picture = { width: 1000, height: 600 }
  expect(isBeyond({ ...wholeView(picture, place), x: -300 }, picture, place)).toBe(true)
})

test('a picture that is nearly readable opens readable, at its top left corner', () => {
  expect(openingView({ width: 2000, height: 600 }, place)).toEqual({ x: 0, y: 12, zoom: 0.7 })
  expect(openingView({ width: 9000, height: 600 }, place)).toEqual(wholeView({ width: 9000, height: 600 }, place))
})

test('on a phone a wide picture opens readable, at its top left corner', () => {
  expect(openingView({ width: 2000, height: 600 }, { width: 390, height: 700 })).toEqual({ x: 0, y: 12, zoom: 0.7 })
})
