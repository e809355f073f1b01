import { expect, test } from 'vitest'
import type { LinkState } from '../../lib/api/contract.ts'
import { HostId } from '../../lib/model/id.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import { statusOf } from '../../lib/view/swarm-member-view.ts'
import { lookingWords } from './looking-words.ts'

const connected: LinkState = { state: 'connected', since: 0, detail: '' }

const status = (change: Partial<HostStatus>): HostStatus => ({
  ...statusOf(HostId.parse('host1'), false),
  heard: null,
  ...change,
})
const stale = status({
  heard: { state: 'stale', since: 7, detail: '', clockAheadMs: null, clockUncertaintyMs: null },
})

test('one host speaks for itself', () => {
  expect(lookingWords(connected, [status({})]).word).toBe('live')
  expect(lookingWords(connected, [stale])).toEqual({ word: 'stale for', tone: 'bad', since: 7 })
  const silent = status({ engine: { state: 'silent', since: 3, detail: '' } })
  expect(lookingWords(connected, [silent])).toMatchObject({ word: 'engine silent for', since: 3 })
})

test('one lost agent of four makes one host stale, not all', () => {
  expect(lookingWords(connected, [status({}), status({}), stale, status({})])).toEqual({
    word: '3 of 4 hosts live',
    tone: 'warn',
    since: null,
  })
  expect(lookingWords(connected, [stale, stale]).word).toBe('stale for')
})

test('when the server itself is silent, everything is stale', () => {
  expect(lookingWords({ state: 'lost', since: 5, detail: '' }, [status({}), status({})])).toMatchObject({ since: 5 })
})

test('before anything has come it is connecting', () => {
  expect(lookingWords({ state: 'connecting', since: 0, detail: '' }, []).word).toBe('connecting')
})
