import { expect, test } from 'vitest'
import { median, quantile } from './quantile.ts'

test('the median lies in the middle, between two values where there are two', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 2, 3])).toBe(2.5)
})

test('a quantile takes its part of the two values that it lies between', () => {
  expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5)
  expect(quantile([7], 0.95)).toBe(7)
})

test('there is no quantile of nothing', () => {
  expect(() => median([])).toThrow('no values')
})
