import { expect, test } from 'vitest'
import { createProbeGate } from './probe-gate.ts'

test('a few packets at once, then one each half second', () => {
  let now = 1_000
  const gate = createProbeGate(() => now)
  for (let sent = 0; sent < 10; sent++) expect(gate.enter(1)).toBeNull()
  expect(gate.enter(1)).toBe(500)
  now += 400
  expect(gate.enter(1)).toBe(100)
  now += 100
  expect(gate.enter(1)).toBeNull()
  expect(gate.enter(1)).toBe(500)
  now += 60_000
  for (let sent = 0; sent < 10; sent++) expect(gate.enter(1)).toBeNull()
  expect(gate.enter(1)).toBe(500)
})

test('a question of two packets waits until both may be sent, and a question of none never', () => {
  let now = 1_000
  const gate = createProbeGate(() => now)
  for (let sent = 0; sent < 9; sent++) expect(gate.enter(1)).toBeNull()
  expect(gate.enter(2)).toBe(500)
  now += 500
  expect(gate.enter(2)).toBeNull()
  expect(gate.enter(2)).toBe(1_000)
  expect(gate.enter(0)).toBeNull()
})
