import { expect, it } from 'vitest'
import { createReplayRing } from './replay-ring.ts'

const chunk = (text: string) => new TextEncoder().encode(text)
const text = (chunks: Uint8Array[] | null) => chunks?.map((one) => new TextDecoder().decode(one)) ?? null

it('gives what came after, nothing to who has all, and null to who was away too long', () => {
  const ring = createReplayRing(10, { events: 3, bytes: 1_000 })
  expect(text(ring.after(10))).toEqual([])
  expect(text(ring.after(9))).toBeNull()
  for (const seq of [11, 12, 13, 14]) ring.add(seq, chunk(String(seq)))
  expect(text(ring.after(14))).toEqual([])
  expect(text(ring.after(12))).toEqual(['13', '14'])
  expect(text(ring.after(11))).toEqual(['12', '13', '14'])
  expect(text(ring.after(10))).toBeNull()
  expect(text(ring.after(15))).toBeNull()
})

it('keeps no more bytes than it may', () => {
  const ring = createReplayRing(0, { events: 100, bytes: 10 })
  for (const seq of [1, 2, 3]) ring.add(seq, chunk('1234'))
  expect(text(ring.after(1))).toEqual(['1234', '1234'])
  expect(text(ring.after(0))).toBeNull()
  ring.add(4, chunk('longer than all that is allowed'))
  expect(text(ring.after(4))).toEqual([])
  expect(text(ring.after(3))).toBeNull()
})
