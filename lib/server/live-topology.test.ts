import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { StreamEvent } from '../api/contract.ts'
import { createManualClock } from '../link/manual-clock.ts'
import { TopologyBuilder } from '../view/build-topology.ts'
import { statusOf } from '../view/swarm-member-view.ts'
import { followAgents, type LiveTopology } from './live-topology.ts'
import { type SmallAgent, startSmallAgent } from './small-agent.ts'

import { hubLimits } from './stream-hub.ts'

const builder = new TopologyBuilder()
const host = builder.host({ name: 'host1' })
builder.topology.statuses.push(statusOf(host.id, false))
const web = builder.container(host, { name: 'web' })

let clock: ReturnType<typeof createManualClock>
let agent: SmallAgent
let live: LiveTopology
let told: StreamEvent[]

const until = (condition: () => unknown) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5_000, interval: 5 })
/** Time goes on, step by step, until it is so. */
const later = (condition: () => unknown) =>
  vi.waitFor(
    async () => {
      await clock.advance(100)
      expect(condition()).toBe(true)
    },
    { timeout: 5_000, interval: 5 },
  )

beforeEach(async () => {
  clock = createManualClock()
  agent = await startSmallAgent(builder.topology)
  live = followAgents(
    { sources: [{ kind: 'socket', label: 'local', path: agent.socket }], secret: null, stateFolder: null },
    { clock, limits: hubLimits, resolve: async () => [] },
  )
  told = []
  void listen()
  await until(() => live.current() !== null)
})

afterEach(async () => {
  live.close()
  await agent.close()
})

async function listen(): Promise<void> {
  const reader = live.hub.open(null, new AbortController().signal)?.getReader()
  for (;;) {
    const read = await reader?.read()
    if (!read || read.done) return
    const data = /^data: (.*)$/m.exec(new TextDecoder().decode(read.value))?.[1]
    if (data) told.push(StreamEvent.parse(JSON.parse(data)))
  }
}

const links = () => told.flatMap((event) => (event.kind === 'change' ? [] : event.link.state))

it('hands a change on, and holds it', async () => {
  agent.tell({ put: { containers: [{ ...web, state: 'paused' }] }, gone: {}, readAt: 5 })
  await until(() => told.some(({ kind }) => kind === 'change'))
  expect(live.current()?.containers[0]?.state).toBe('paused')
})

it('knows how a host is heard also after a change in which its agent speaks of itself', async () => {
  const statuses = [{ ...statusOf(host.id, false), missedEvents: 3, heard: null }]
  agent.tell({ put: {}, gone: {}, statuses, readAt: 5 })
  await until(() => live.current()?.statuses[0]?.missedEvents === 3)
  expect(live.current()?.statuses[0]?.heard).toMatchObject({ state: 'live' })
})

it('does not speak of a hiccup', async () => {
  await until(() => told.some(({ kind }) => kind === 'topology'))
  const before = told.length
  agent.drop()
  agent.tell({ put: { containers: [{ ...web, state: 'paused' }] }, gone: {}, readAt: 5 })
  await later(() => told.slice(before).some(({ kind }) => kind === 'change'))
  expect(links()).not.toContain('lost')
})

it('says since when the agent is silent, keeps the picture, and gets level by itself', async () => {
  const at = clock.now()
  agent.drop(true)
  await later(() => links().at(-1) === 'lost')
  expect(clock.now() - at).toBeGreaterThanOrEqual(3_000)
  expect(live.link()).toMatchObject({ state: 'lost', since: at })
  expect(live.current()?.containers).toHaveLength(1)
  expect(live.current()?.statuses).toMatchObject([{ heard: { state: 'stale', since: at } }])
  const before = told.length
  agent.tell({ put: { containers: [{ ...web, state: 'paused' }] }, gone: {}, readAt: 5 })
  agent.drop(false)
  await later(() => links().at(-1) === 'connected')
  expect(live.current()?.statuses).toMatchObject([{ heard: { state: 'live' } }])
  // What it missed comes as a change: no browser gets the whole again.
  const changes = told.slice(before).flatMap((event) => (event.kind === 'change' ? event.change : []))
  expect(changes).toMatchObject([{ put: { containers: [{ id: web.id, state: 'paused' }] }, gone: {} }])
  expect(told.slice(before).some(({ kind }) => kind === 'topology')).toBe(false)
})
