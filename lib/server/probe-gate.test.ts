import { expect, test } from 'vitest'
import { createProbeGate } from './probe-gate.ts'

test('a few packets at once, then one each half second', () => {
  let now = 1_000
  const gate = createProbeGate(() => now)
  for (let sent = 0; sent < 10; sent++) expect(gate.enter()).toBeNull()
  expect(gate.enter()).toBe(500)
  now += 400
  expect(gate.enter()).toBe(100)
  now += 100
  expect(gate.enter()).toBeNull()
  expect(gate.enter()).toBe(500)
  now += 60_000
  for (let sent = 0; sent < 10; sent++) expect(gate.enter()).toBeNull()
  expect(gate.enter()).toBe(500)
})
