import { resolve } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { readAll } from '../collect/read-all.ts'
import { resolveHost } from '../collect/resolve-host.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { HostId } from '../model/id.ts'
import { recordKinds } from '../model/record-kind.ts'
import { emptyTopology, type HostView, type Topology } from '../model/topology.ts'
import { createMerger } from './create-merger.ts'

/* A manager and a worker of one swarm, on engines 20.10 and 28.5, recorded at one moment; and a host that is in no swarm. */
let manager: HostView
let worker: HostView
let alone: HostView

beforeAll(async () => {
  manager = await recorded('lib/collect/recordings/swarm-20.10')
  worker = await recorded('lib/collect/recordings/swarm-28.5')
  alone = await recorded('public/demo')
})

async function recorded(folder: string): Promise<HostView> {
  const source = await openRecordedSource(resolve(import.meta.dirname, '../..', folder))
  const view = resolveHost(await readAll(source), source)
  await source.close()
  return view
}

const keyOf = (view: HostView): HostId => {
  const [host] = view.hosts
  if (!host) throw new Error('the recording has no host')
  return host.id
}

function merge(views: readonly HostView[]): Topology {
  const merger = createMerger()
  for (const view of views) merger.put(keyOf(view), view)
  return merger.current()
}

it('both engines tell one swarm without a contradiction, and every endpoint is there once, on the host that has it', () => {
  const merged = merge([manager, worker])
  expect(merged.contradictions).toEqual([])
  expect(merged.nodes.map(({ hostId }) => hostId).sort()).toEqual([keyOf(manager), keyOf(worker)].sort())
  const seen = [manager, worker].flatMap(({ endpoints }) => endpoints.filter(({ origin }) => origin === 'observed'))
  expect(seen.length).toBeGreaterThan(0)
  for (const endpoint of seen) expect(merged.endpoints.filter(({ id }) => id === endpoint.id)).toEqual([endpoint])
  const overlays = merged.networks.filter(({ driver }) => driver === 'overlay')
  const shared = overlays.filter(({ id }) => worker.networks.some((network) => network.id === id))
  expect(shared.map(({ onHosts }) => onHosts.length)).toEqual(shared.map(() => 2))
})

it('a worker that no agent reads has the containers and addresses on overlays that its own agent would tell', () => {
  const inferred = merge([manager])
  const standIn = inferred.hosts.find(({ origin }) => origin === 'inferred')
  expect(standIn?.name).toBe(worker.hosts[0]?.name)
  const running = (topology: Topology, hostId: HostId | undefined) =>
    topology.containers.flatMap((one) => (one.hostId === hostId && one.state === 'running' ? one.id : [])).sort()
  const attached = ({ containers, endpoints }: Topology, hostId: HostId | undefined) => {
    const up = new Set(containers.flatMap(({ id, state }) => (state === 'running' ? id : [])))
    const own = endpoints.filter((one) => one.hostId === hostId && one.containerId !== null && up.has(one.containerId))
    return own.map(addressText).sort()
  }
  const overlays = new Set(manager.networks.flatMap(({ id, driver }) => (driver === 'overlay' ? id : [])))
  const onOverlays = { ...worker, endpoints: worker.endpoints.filter(({ networkId }) => overlays.has(networkId)) }
  const members = new Set(onOverlays.endpoints.map(({ containerId }) => containerId))
  const ofSwarm = running(worker, keyOf(worker)).filter((id) => members.has(id))
  expect(ofSwarm.length).toBeGreaterThan(0)
  expect(running(inferred, standIn?.id)).toEqual(ofSwarm)
  expect(attached(inferred, standIn?.id)).toEqual(attached(onOverlays, keyOf(worker)))
  expect(merge([manager, worker]).hosts.every(({ origin }) => origin === 'observed')).toBe(true)
})

const addressText = ({ id, ipv4 }: Endpoint): string => `${id} ${ipv4}`

it('whatever is told of these hosts, in whatever order, the topology is that of a merge anew', () => {
  const step = fc.record({
    host: fc.integer({ min: 0, max: 2 }),
    gone: fc.boolean(),
    /** Of each list, every so many-th record is not told. */
    without: fc.integer({ min: 2, max: 9 }),
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 6 }), (steps) => {
      const merger = createMerger()
      const held = new Map<HostId, HostView>()
      for (const { host, gone, without } of steps) {
        const view = thinned([manager, worker, alone][host] ?? alone, without)
        const key = keyOf(view)
        if (gone && held.delete(key)) merger.drop(key)
        else {
          merger.put(key, view)
          held.set(key, view)
        }
      }
      expect(merger.current()).toEqual(merge([...held.values()].reverse()))
    }),
    { numRuns: 25 },
  )
})

function thinned(view: HostView, without: number): HostView {
  const thin = { ...emptyTopology(), statuses: view.statuses, readAt: view.readAt }
  for (const kind of recordKinds) {
    const told = kind === 'hosts' ? view.hosts : view[kind].filter((_, at) => at % without !== 1)
    Object.assign(thin, { [kind]: told })
  }
  return thin
}
