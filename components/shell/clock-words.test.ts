import { expect, test } from 'vitest'
import { clockWords } from './clock-words.ts'

const heard = (clockAheadMs: number | null, clockUncertaintyMs: number | null) =>
  ({ state: 'live', since: 0, detail: '', clockAheadMs, clockUncertaintyMs }) as const

test('a clock that differs by less than can be measured agrees', () => {
  expect(clockWords(heard(-2, 3))).toEqual({ text: 'agrees, give or take 3 ms', matters: false })
})

test('a difference has a side, and matters only beyond a second that is sure', () => {
  expect(clockWords(heard(40, 3))).toEqual({ text: '40 ms ahead, give or take 3 ms', matters: false })
  expect(clockWords(heard(-1_500, 600))?.matters).toBe(false)
  expect(clockWords(heard(-1_500, 3))).toEqual({ text: '1.5 s behind, give or take 3 ms', matters: true })
  expect(clockWords(heard(7_200_000, 3))?.text).toBe('2 h ahead, give or take 3 ms')
})

test('nothing is said of a clock that nobody measured', () => {
  expect(clockWords(null)).toBeNull()
  expect(clockWords(heard(null, null))).toBeNull()
})
