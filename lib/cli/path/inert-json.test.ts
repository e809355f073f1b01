import { expect, test } from 'vitest'
import { inertJson } from './inert-json.ts'

test('what a terminal acts on is written out, and means the same', () => {
  const value = { name: 'a\u001b[31m\u009b31m\u202e\u{e0041}\u2028é', list: [1] }
  const text = inertJson(value)
  expect(JSON.parse(text)).toEqual(value)
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(text).toContain('é')
})
