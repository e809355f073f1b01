import { expect, test } from 'vitest'
import { formatAge } from './format-age.ts'

test.each([
  [-5_000, '0 s'],
  [6_400, '6 s'],
  [89_000, '89 s'],
  [90_000, '2 min'],
  [5_000_000, '83 min'],
  [6_000_000, '2 h'],
  [172_800_000, '2 d'],
])('%i ms is %s', (milliseconds, text) => {
  expect(formatAge(milliseconds)).toBe(text)
})
