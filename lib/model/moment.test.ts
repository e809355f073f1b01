import { expect, it } from 'vitest'
import { statusOf } from '../view/swarm-member-view.ts'
import { Change } from './change.ts'
import { HostId } from './id.ts'
import { HostStatus } from './status.ts'
import { emptyTopology, Topology } from './topology.ts'

const status = statusOf(HostId.parse('h'), false)

it.each([
  [0, true],
  [1_764_000_000_000, true],
  [8.64e15, true],
  [8.7e15, false],
  [1e300, false],
  [-1, false],
])('%d is a moment wherever a page shows one: %s', (at, isMoment) => {
  if (isMoment) expect(() => new Date(at).toISOString()).not.toThrow()
  const oldest = { part: 'x', readAt: at }
  expect(HostStatus.safeParse({ ...status, oldest }).success).toBe(isMoment)
  expect(HostStatus.safeParse({ ...status, engine: { ...status.engine, since: at } }).success).toBe(isMoment)
  expect(HostStatus.safeParse({ ...status, recordedAt: at }).success).toBe(isMoment)
  const drift = { facts: 1, differed: 0, repaired: 0, checkedAt: at }
  expect(HostStatus.safeParse({ ...status, drift }).success).toBe(isMoment)
  expect(Topology.safeParse({ ...emptyTopology(), readAt: at }).success).toBe(isMoment)
  expect(Change.safeParse({ put: {}, gone: {}, readAt: at }).success).toBe(isMoment)
})
