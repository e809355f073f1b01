import { expect, test } from 'vitest'
import { utcText } from './share-options.ts'

test('times in a file are UTC', () => {
  expect(utcText(Date.UTC(2026, 10, 23, 9, 41, 7))).toBe('2026-11-23 09:41:07 UTC')
})
