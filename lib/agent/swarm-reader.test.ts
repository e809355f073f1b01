import { afterEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../link/manual-clock.ts'
import type { HostKeeper } from './host-keeper.ts'
import { createInMemoryHost, hostInode, type InMemoryHost } from './in-memory-host.ts'
import { keepLiveView } from './keep-live-view.ts'

const container = 'a'.repeat(64)
const overlay = 'overlay00000000000000front'.slice(0, 25)
const manager = { NodeID: 'node1', LocalNodeState: 'active', ControlAvailable: true, Error: '' }
const worker = { ...manager, ControlAvailable: false, RemoteManagers: [{ Addr: '198.51.100.11:2377' }] }

const task = (ID: string, state: string, version = 1) => ({
  ID,
  Version: { Index: version },
  Spec: {},
  ServiceID: 'service1',
  Slot: 1,
  NodeID: 'node1',
  Status: { State: state, ContainerStatus: { ContainerID: container } },
  DesiredState: 'running',
})
const service = {
  ID: 'service1',
  Version: { Index: 1 },
  Spec: {
    Name: 'web',
    TaskTemplate: { ContainerSpec: { Image: 'web:1', Env: ['DB_PASSWORD=hunter2'] } },
    Mode: { Replicated: { Replicas: 1 } },
  },
}
const node = {
  ID: 'node1',
  Version: { Index: 1 },
  Spec: { Role: 'manager', Availability: 'active' },
  Description: { Hostname: 'host1' },
  Status: { State: 'ready', Addr: '198.51.100.11' },
  ManagerStatus: { Leader: true, Reachability: 'reachable', Addr: '198.51.100.11:2377' },
}
const front = { Id: overlay, Name: 'front', Driver: 'overlay', Scope: 'swarm' }

let keeper: HostKeeper | null = null
afterEach(() => keeper?.close())

/** A node of a swarm, read to the end: a manager, unless the test makes it another. */
async function aNode(prepare: (host: InMemoryHost) => void = () => {}) {
  const clock = createManualClock()
  const host = createInMemoryHost(clock)
  host.routes.set(hostInode, [])
  Object.assign(host.swarm, {
    info: manager,
    networks: [front],
    nodes: [node],
    services: [service],
    tasks: [task('task1', 'running')],
  })
  prepare(host)
  const kept = keepLiveView(host.source, '0.1.0', clock)
  keeper = kept
  const ready = kept.whenReady()
  await clock.advance(5_000)
  await ready
  host.asked.length = 0
  const asked = (what: string) => host.asked.filter((read) => read === what).length
  return { clock, host, kept, asked }
}

describe('a manager', () => {
  it('tells nodes, services and tasks, and answers for each with its secrets masked', async () => {
    const { kept } = await aNode()
    expect(kept.view()).toMatchObject({
      nodes: [{ id: 'node1', role: 'manager' }],
      services: [{ id: 'service1', name: 'web' }],
      tasks: [{ id: 'task1', name: 'web.1', state: 'running' }],
      gaps: [],
    })
    const answer = await kept.inspectService('service1')
    expect(answer).toMatchObject({ found: true, reason: null, inspect: { Spec: { Name: 'web' } } })
    expect(JSON.stringify(answer)).not.toContain('hunter2')
    expect(await kept.inspectTask('task1')).toMatchObject({ found: true, inspect: { ID: 'task1' } })
    expect(await kept.inspectNode('nowhere')).toMatchObject({ found: false, inspect: null })
  })

  it('notices a task that no event tells of, and looks again soon while tasks move', async () => {
    const { clock, host, kept, asked } = await aNode()
    const isSeen = (state: string) => kept.view().tasks[1]?.state === state
    host.swarm.tasks = [task('task1', 'running'), task('task2', 'preparing')]
    for (let waited = 0; !isSeen('preparing'); waited += 100) {
      expect(waited).toBeLessThan(5_300)
      await clock.advance(100)
    }
    host.swarm.tasks = [task('task1', 'running'), task('task2', 'running', 2)]
    for (let waited = 0; !isSeen('running'); waited += 100) {
      expect(waited).toBeLessThan(1_300)
      await clock.advance(100)
    }
    await clock.advance(10_000)
    host.asked.length = 0
    await clock.advance(20_000)
    expect(asked('tasks')).toBeLessThanOrEqual(5)
  })

  it('reads the lists that an event names and no others', async () => {
    const { clock, host, kept, asked } = await aNode()
    host.swarm.services = [{ ...service, Version: { Index: 2 }, UpdateStatus: { State: 'updating' } }]
    host.event('service', 'update', 'service1')
    await clock.advance(300)
    expect(kept.view().services[0]?.updateState).toBe('updating')
    expect([asked('services'), asked('tasks'), asked('nodes'), asked('networks')]).toEqual([1, 1, 0, 0])
  })

  it('thins a storm of containers of tasks: the lists are those of a whole swarm', async () => {
    const { clock, host, asked } = await aNode()
    for (let turn = 0; turn < 500; turn += 1) {
      host.event('container', 'die', container, { 'com.docker.swarm.task.id': 'task1' })
      await clock.advance(20)
    }
    expect(asked('tasks')).toBeGreaterThan(3)
    expect(asked('tasks')).toBeLessThan(40)
    expect(asked('services')).toBe(0)
  })

  it('keeps all that it told while it has no leader, and overlays that its list then leaves out', async () => {
    const { clock, host, kept } = await aNode()
    host.swarm.info = { ...manager, Error: 'rpc error: code = Unknown desc = The swarm does not have a leader.' }
    host.swarm.networks = []
    host.event('network', 'remove', overlay, { name: 'front', type: 'overlay' })
    await clock.advance(36_000)
    const view = kept.view()
    expect([view.nodes.length, view.services.length, view.tasks.length]).toEqual([1, 1, 1])
    expect(view.networks.map(({ id }) => id)).toContain(overlay)
    expect(view.hosts[0]?.swarm.error).toBe('The swarm does not have a leader.')
    expect(view.gaps).toMatchObject([
      {
        code: 'engine-refused',
        reason: 'The swarm does not have a leader.',
        advice: expect.stringContaining('more than half'),
      },
    ])
    host.swarm.info = manager
    await clock.advance(8_000)
    expect(kept.view().gaps).toEqual([])
    expect(kept.view().networks.map(({ id }) => id)).not.toContain(overlay)
  })

  it('says which list it could not read, and shows what it held', async () => {
    const { clock, host, kept } = await aNode((host) => host.hangOn('services'))
    await clock.advance(15_000)
    expect(kept.view().gaps).toMatchObject([{ source: 'services', code: 'timeout', cost: 'Services are not shown.' }])
    expect(kept.view().tasks).toHaveLength(1)
    host.goOn()
    await clock.advance(40_000)
    expect(kept.view().gaps).toEqual([])
    expect(kept.view().services).toHaveLength(1)
  })

  it('knows an overlay still that nothing on its own node uses any more', async () => {
    const { clock, host, kept } = await aNode()
    host.event('network', 'destroy', overlay, { name: 'front', type: 'overlay' })
    await clock.advance(500)
    expect(kept.view().networks.map(({ id }) => id)).toContain(overlay)
  })

  it('that was demoted tells no more of the swarm, and one that was promoted does', async () => {
    const { clock, host, kept, asked } = await aNode()
    host.swarm.info = worker
    await clock.advance(6_000)
    expect(kept.view()).toMatchObject({ nodes: [], services: [], tasks: [], hosts: [{ swarm: { manager: false } }] })
    expect(kept.view().gaps).toMatchObject([{ code: 'elsewhere', advice: expect.stringContaining('198.51.100.11') }])
    host.asked.length = 0
    await clock.advance(60_000)
    expect(asked('tasks') + asked('nodes') + asked('services')).toBe(0)
    host.swarm.info = manager
    await clock.advance(6_000)
    expect(kept.view()).toMatchObject({ nodes: [{}], services: [{}], tasks: [{}], gaps: [] })
  })
})

describe('an engine outside of swarms', () => {
  it('is hardly asked about it, and noticed when it joins', async () => {
    const { clock, host, kept, asked } = await aNode((host) => Object.assign(host.swarm, { info: null, networks: [] }))
    await clock.advance(60_000)
    expect(asked('info')).toBeLessThanOrEqual(2)
    expect(asked('tasks')).toBe(0)
    host.swarm.info = worker
    host.event('network', 'create', overlay, { name: 'ingress', type: 'overlay' })
    await clock.advance(500)
    expect(kept.view().hosts[0]?.swarm).toMatchObject({ state: 'active', nodeId: 'node1' })
  })
})
