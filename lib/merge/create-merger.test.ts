import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyChange } from '../model/apply-change.ts'
import type { Change } from '../model/change.ts'
import { compareViews } from '../model/compare-views.ts'
import type { HostId } from '../model/id.ts'
import { recordKinds } from '../model/record-kind.ts'
import { swarmSource, workerGapId } from '../model/swarm-gap.ts'
import { emptyTopology, type HostView, Topology } from '../model/topology.ts'
import {
  aNode,
  aService,
  aTask,
  hostIdOf,
  nodeIdOf,
  shopId,
  statusOf,
  swarmView,
  webId,
} from '../view/swarm-member-view.ts'
import { createMerger, type Merger } from './create-merger.ts'

const a = hostIdOf('a')
const b = hostIdOf('b')

const merge = (...views: HostView[]) => {
  const merger = createMerger()
  for (const view of views) merger.put(view.hosts[0]?.id ?? a, view)
  return merger
}

/** A manager that tells of nodes and of a task on each. */
const managerView = (name: string, nodes: readonly string[], changes: Partial<HostView> = {}): HostView => ({
  ...swarmView({ name, manager: true }),
  nodes: nodes.map((node) => aNode(node)),
  services: [aService()],
  tasks: nodes.map((node) => aTask(node, 0)),
  ...changes,
})

describe('one host', () => {
  it('is the topology', () => {
    const view = swarmView({ name: 'a', containers: 2 })
    const merged = merge(view).current()
    for (const kind of recordKinds) expect(merged[kind]).toEqual([...view[kind]].sort((x, y) => (x.id < y.id ? -1 : 1)))
    expect(merged.statuses).toEqual(view.statuses)
    expect(Topology.parse(merged)).toEqual(merged)
  })

  it('told anew changes nothing, and its change is the change', () => {
    const view = swarmView({ name: 'a' })
    const merger = merge(view)
    expect(merger.put(a, structuredClone(view))).toMatchObject({ put: {}, gone: {} })
    const [container] = view.containers
    if (!container) throw new Error('the sample has no container')
    const change: Change = { put: { containers: [{ ...container, state: 'paused' }] }, gone: {}, readAt: 5 }
    expect(merger.change(a, change)).toEqual(change)
  })
})

describe('several hosts', () => {
  it('tell of one overlay, each its own part', () => {
    const merged = merge(swarmView({ name: 'a' }), swarmView({ name: 'b' })).current()
    const shop = merged.networks.filter(({ id }) => id === shopId)
    expect(shop).toHaveLength(1)
    expect(shop[0]?.onHosts.map(({ hostId }) => hostId)).toEqual([a, b])
    expect(merged.endpoints.map(({ hostId }) => hostId)).toEqual([a, b])
    expect(merged.contradictions).toEqual([])
  })

  it('that tell other subnets of it contradict each other until one gives in', () => {
    const told = swarmView({ name: 'b' })
    const [shop] = told.networks
    if (!shop) throw new Error('the sample has no network')
    const subnet = (prefix: string) => ({ subnet: prefix, gateway: null, ipRange: null, auxiliary: {} })
    const withSubnet = (view: HostView, prefix: string): HostView => ({
      ...view,
      networks: view.networks.map((one) => (one.id === shopId ? { ...one, subnets: [subnet(prefix)] } : one)),
    })
    const merger = merge(withSubnet(swarmView({ name: 'a' }), 'fd00:a::/64'), withSubnet(told, 'fd00:b::/64'))
    expect(merger.current().contradictions).toEqual([
      {
        id: `${shopId}/subnets`,
        kind: 'networks',
        recordId: shopId,
        subject: 'subnets',
        told: [
          { value: '["fd00:a::/64"]', hostIds: [a] },
          { value: '["fd00:b::/64"]', hostIds: [b] },
        ],
      },
    ])
    const change = merger.put(b, withSubnet(told, 'fd00:a::/64'))
    expect(change?.gone.contradictions).toEqual([`${shopId}/subnets`])
  })

  it('that both run one container contradict each other, and the one that only knows an endpoint does not', () => {
    const view = swarmView({ name: 'a' })
    const other = swarmView({ name: 'b', containers: 0 })
    const [endpoint] = view.endpoints
    if (!endpoint) throw new Error('the sample has no endpoint')
    const wish = { ...other, endpoints: [{ ...endpoint, hostId: b, origin: 'configured' as const }] }
    expect(merge(view, wish).current()).toMatchObject({ endpoints: [{ hostId: a }], contradictions: [] })
    const twin = { ...other, containers: view.containers.map((one) => ({ ...one, hostId: b })) }
    expect(merge(view, twin).current().contradictions).toMatchObject([
      { kind: 'containers', subject: 'on which host it runs', told: [{ hostIds: [a] }, { hostIds: [b] }] },
    ])
  })
})

describe('a swarm', () => {
  it('has no gap for what its workers do not know while a manager is read', () => {
    const gap = {
      ...{ id: workerGapId(b), hostId: b, source: swarmSource, code: 'elsewhere' as const, reason: 'a worker' },
      ...{ cost: 'no services', advice: null, touches: [] },
    }
    const merger = merge({ ...swarmView({ name: 'b' }), gaps: [gap] })
    expect(merger.current().gaps).toEqual([gap])
    expect(merger.put(a, managerView('a', ['a', 'b']))?.gone.gaps).toEqual([gap.id])
    expect(merger.current().gaps).toEqual([])
    expect(merger.drop(a)?.put.gaps).toEqual([gap])
  })

  it('has nodes that know their hosts, and what stands for a node that no agent reads', () => {
    const merger = merge(managerView('a', ['a', 'b']))
    const merged = merger.current()
    expect(merged.nodes.map(({ id, hostId }) => [id, hostId])).toEqual([
      [nodeIdOf('a'), a],
      [nodeIdOf('b'), null],
    ])
    expect(merged.hosts.find(({ id }) => id === 'node:n-b')).toMatchObject({ name: 'b', origin: 'inferred' })
    expect(merged.containers.find(({ hostId }) => hostId === 'node:n-b')).toMatchObject({
      ...{ id: 'c-b-0', origin: 'inferred', service: 'shop_web', project: 'shop', state: 'running' },
    })
    expect(merged.endpoints.find(({ hostId }) => hostId === 'node:n-b')).toMatchObject({
      ...{ id: `${shopId}/c-b-0`, origin: 'inferred', ipv4: '10.0.1.2/24' },
    })
    expect(Topology.parse(merged)).toEqual(merged)

    const change = merger.put(b, swarmView({ name: 'b' }))
    expect(change?.gone.hosts).toEqual(['node:n-b'])
    const read = merger.current()
    expect(read.containers.every(({ origin }) => origin === 'observed')).toBe(true)
    expect(read.nodes.map(({ hostId }) => hostId)).toEqual([a, b])
    merger.drop(b)
    expect(merger.current()).toEqual(merged)
  })

  it('follows a task from one node to another', () => {
    const view = managerView('a', ['a', 'b', 'c'], { tasks: [aTask('b', 0)] })
    const merger = merge(view)
    const where = () =>
      merger.current().containers.flatMap(({ hostId, origin }) => (origin === 'inferred' ? hostId : []))
    expect(where()).toEqual(['node:n-b'])
    const moved = aTask('b', 0, { nodeId: nodeIdOf('c'), version: 11 })
    merger.change(a, { put: { tasks: [moved] }, gone: {}, readAt: 5 })
    expect(where()).toEqual(['node:n-c'])
    merger.change(a, { put: { tasks: [{ ...moved, state: 'shutdown', version: 12 }] }, gone: {}, readAt: 6 })
    expect(merger.current().endpoints.filter(({ origin }) => origin === 'inferred')).toEqual([])
  })

  it('has no host for a node that a machine left behind when it joined again', () => {
    const old = aNode('b', { id: nodeIdOf('old'), state: 'down' })
    const merger = merge(managerView('a', ['a', 'b'], { nodes: [aNode('a'), aNode('b'), old] }))
    expect(merger.current().hosts.map(({ id }) => id)).toEqual([a, 'node:n-b'])
    merger.put(b, swarmView({ name: 'b' }))
    expect(merger.current().hosts.map(({ id }) => id)).toEqual([a, b])
    expect(merger.current().nodes).toHaveLength(3)
    const down = merge(managerView('a', ['a'], { nodes: [aNode('a'), aNode('b', { state: 'down' })] }))
    expect(down.current().hosts.map(({ id }) => id)).toEqual([a, 'node:n-b'])
  })

  it('believes the newer word of two managers, and keeps both where they are as old as each other', () => {
    const drained = managerView('b', ['a', 'b'], {
      nodes: [aNode('a'), aNode('b', { availability: 'drain', version: 11 })],
    })
    const merger = merge(managerView('a', ['a', 'b']), drained)
    const node = () => merger.current().nodes.find(({ id }) => id === nodeIdOf('b'))
    expect(node()?.availability).toBe('drain')
    expect(merger.current().contradictions).toEqual([])
    merger.change(a, { put: { nodes: [aNode('b', { availability: 'pause', version: 11 })] }, gone: {}, readAt: 5 })
    expect(merger.current().contradictions).toMatchObject([
      { kind: 'nodes', subject: 'availability', told: [{ value: 'pause' }, { value: 'drain' }] },
    ])
  })

  it.each([
    ['that is no longer heard', { stale: true }],
    ['without a leader', { error: 'The swarm does not have a leader.' }],
  ])('forgets what only a manager %s still tells', (_, wish) => {
    const outdated: HostView = {
      ...managerView('b', ['a', 'b']),
      ...headOf(swarmView({ name: 'b', manager: true, ...wish })),
    }
    const merger = merge(managerView('a', ['a', 'b'], { services: [], tasks: [] }), outdated)
    expect(merger.current().services).toEqual([])
    merger.drop(a)
    expect(merger.current().services.map(({ id }) => id)).toEqual([webId])
  })

  it('says of two hosts with one node id that they cannot both be it', () => {
    const clone = swarmView({ name: 'b' })
    const twin = {
      ...clone,
      hosts: clone.hosts.map((host) => ({ ...host, swarm: { ...host.swarm, nodeId: nodeIdOf('a') } })),
    }
    expect(merge(managerView('a', ['a']), twin).current().contradictions).toMatchObject([
      { kind: 'nodes', recordId: nodeIdOf('a'), told: [{ hostIds: [a] }, { hostIds: [b] }] },
    ])
  })
})

const headOf = ({ hosts, statuses }: HostView): Pick<HostView, 'hosts' | 'statuses'> => ({ hosts, statuses })

const names = ['a', 'b', 'c', 'd']
const seldom = fc.integer({ min: 0, max: 4 }).map((drawn) => drawn === 0)
const someView = fc
  .record({
    name: fc.constantFrom(...names),
    manager: fc.boolean(),
    error: seldom,
    stale: seldom,
    containers: fc.integer({ min: 0, max: 3 }),
    vni: fc.integer({ min: 1, max: 2 }),
    nodes: fc.subarray(names),
    tasks: fc.subarray(names),
    node: fc.record({
      state: fc.constantFrom('ready' as const, 'down' as const),
      version: fc.integer({ min: 1, max: 3 }),
    }),
    task: fc.record({ state: fc.constantFrom('running', 'failed'), version: fc.integer({ min: 1, max: 3 }) }),
    on: fc.constantFrom(...names),
    service: fc.boolean(),
    readAt: fc.integer({ min: 1, max: 9 }),
  })
  .map((drawn): HostView => {
    const { name, manager, stale, containers } = drawn
    const view = swarmView({ name, manager, stale, containers, ...(drawn.error ? { error: 'no leader' } : {}) })
    return {
      ...view,
      networks: view.networks.map((network) => ({ ...network, options: { vni: `${drawn.vni}` } })),
      nodes: manager ? drawn.nodes.map((node) => aNode(node, drawn.node)) : [],
      services: manager && drawn.service ? [aService()] : [],
      tasks: manager ? drawn.tasks.map((node) => aTask(node, 0, { ...drawn.task, nodeId: nodeIdOf(drawn.on) })) : [],
      readAt: drawn.readAt,
    }
  })

const someStep = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('put' as const), view: someView }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('change' as const), view: someView }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), view: someView }) },
)

describe('whatever hosts tell, in whatever order', () => {
  it('the topology is what a merge of what they told last gives, and browsers that followed the changes hold it', () => {
    fc.assert(
      fc.property(fc.array(someStep, { minLength: 1, maxLength: 12 }), (steps) => {
        const merger = createMerger()
        const held = new Map<HostId, HostView>()
        let followed = emptyTopology()
        for (const { do: what, view } of steps) {
          const key = hostIdOf(view.hosts[0]?.name ?? '')
          const before = held.get(key)
          const change = tell(merger, what, key, before, view)
          if (what === 'drop') held.delete(key)
          else held.set(key, { ...view, readAt: Math.max(view.readAt, before?.readAt ?? 0) })
          if (change) followed = applyChange(followed, change)

          const fresh = merge(...[...held.values()].sort((x, y) => (x.readAt < y.readAt ? 1 : -1))).current()
          expect(merger.current()).toEqual(fresh)
          // Statuses go with a beat, and the newest reading stays the newest when its host goes.
          const { statuses, readAt } = fresh
          expect({ ...followed, statuses, readAt }).toEqual(fresh)
          expect(followed.readAt).toBeGreaterThanOrEqual(readAt)
        }
      }),
      { numRuns: 300 },
    )
  })

  function tell(merger: Merger, what: string, key: HostId, before: HostView | undefined, view: HostView) {
    if (what === 'drop') return merger.drop(key)
    if (what === 'put' || !before) return merger.put(key, view)
    const change = compareViews(before, view) ?? { put: {}, gone: {}, readAt: view.readAt }
    return merger.change(key, { ...change, statuses: view.statuses })
  }
})

describe('the cost of a change', () => {
  /** How many records of other hosts are looked at while one host changes, in a swarm of so many hosts. */
  function countVisits(hosts: number, run: (merger: Merger, own: HostView) => void): number {
    let visits = 0
    const watch = <T extends object>(record: T): T =>
      new Proxy(record, {
        get(target, field, receiver) {
          if (counting && !visited.has(target)) {
            visited.add(target)
            visits += 1
          }
          return Reflect.get(target, field, receiver)
        },
      })
    let counting = false
    let visited = new Set<object>()
    const merger = createMerger()
    for (let at = 1; at < hosts; at += 1) {
      const view = swarmView({ name: `h${at}`, containers: 5 })
      for (const kind of recordKinds) Object.assign(view, { [kind]: view[kind].map(watch) })
      merger.put(hostIdOf(`h${at}`), view)
    }
    const own = swarmView({ name: 'a', containers: 5 })
    merger.put(a, own)
    counting = true
    visited = new Set()
    run(merger, own)
    return visits
  }

  function changeOwn(merger: Merger, own: HostView): void {
    const [container] = own.containers
    const [endpoint] = own.endpoints
    if (!container || !endpoint) throw new Error('the sample has no container')
    merger.change(a, {
      put: { containers: [{ ...container, state: 'paused' }], endpoints: [{ ...endpoint, mac: null }] },
      gone: { interfaces: own.interfaces.map(({ id }) => id) },
      statuses: [statusOf(a, true)],
      readAt: 9,
    })
    merger.put(a, { ...own, containers: own.containers.slice(1) })
  }

  it('is that of the host, however many others there are', () => {
    expect(countVisits(5, changeOwn)).toBe(0)
    expect(countVisits(50, changeOwn)).toBe(0)
  })

  it('is one look at each host that tells of the same network, where that is what changed', () => {
    const changeShared = (merger: Merger, own: HostView) => {
      const networks = own.networks.map((network) => ({ ...network, vnis: [4098] }))
      merger.change(a, { put: { networks }, gone: {}, readAt: 9 })
    }
    expect(countVisits(5, changeShared)).toBe(4)
    expect(countVisits(50, changeShared)).toBe(49)
  })
})
