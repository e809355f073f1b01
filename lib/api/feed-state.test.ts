import { expect, it } from 'vitest'
import type { HostStatus } from '../model/status.ts'
import { TopologyBuilder } from '../view/build-topology.ts'
import type { StreamEvent } from './contract.ts'
import { firstFeedState, reduceFeed } from './feed-state.ts'

const build = new TopologyBuilder()
const host = build.host({ name: 'host1' })
const web = build.container(host, { name: 'web' })
const link = { state: 'connected' as const, since: 1, detail: '' }
const whole: StreamEvent = { kind: 'topology', topology: build.topology, link, agents: [], build: 'b1' }
const paused: StreamEvent = {
  kind: 'change',
  change: { put: { containers: [{ ...web, state: 'paused' }] }, gone: {}, readAt: build.topology.readAt + 1 },
}

it('holds the whole, then each change; lists that did not change stay the very same', () => {
  const first = reduceFeed(firstFeedState, whole)
  const second = reduceFeed(first, paused)
  expect(second.topology?.containers[0]?.state).toBe('paused')
  expect(second.topology?.networks).toBe(first.topology?.networks)
  expect(second).toMatchObject({ link, serverBuild: 'b1' })
})

it('takes a change only after a whole picture, and the same change twice without harm', () => {
  expect(reduceFeed(firstFeedState, paused)).toBe(firstFeedState)
  const once = reduceFeed(reduceFeed(firstFeedState, whole), paused)
  expect(reduceFeed(once, paused)).toEqual(once)
})

it('a beat brings the link and leaves the picture alone', () => {
  const first = reduceFeed(firstFeedState, whole)
  const lost = { state: 'lost' as const, since: 9, detail: 'gone' }
  const next = reduceFeed(first, { kind: 'beat', statuses: [], link: lost, agents: [], at: 10 })
  expect(next.link).toBe(lost)
  expect(next.topology).toBe(first.topology)
})

it('a change after a beat keeps the beat’s statuses', () => {
  const fresh: HostStatus = {
    hostId: host.id,
    agentVersion: '0.1.0',
    sight: 3,
    sightReason: null,
    engine: { state: 'live', since: 1, detail: '' },
    kernel: { state: 'live', detail: '' },
    oldest: null,
    drift: { facts: 10, differed: 0, repaired: 0, checkedAt: 9 },
    missedEvents: 7,
    recordedAt: null,
    recordingName: null,
    heard: null,
  }
  const beaten = reduceFeed(reduceFeed(firstFeedState, whole), {
    kind: 'beat',
    statuses: [fresh],
    link,
    agents: [],
    at: 10,
  })
  expect(reduceFeed(beaten, paused).statuses).toEqual([fresh])
})
