import { afterEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../link/manual-clock.ts'
import type { Change } from '../model/change.ts'
import type { HostKeeper } from './host-keeper.ts'
import { createInMemoryHost, hostInode, type InMemoryHost, networkId } from './in-memory-host.ts'
import { keepLiveView } from './keep-live-view.ts'

const web = 'a'.repeat(64)
const db = 'd'.repeat(64)
const webInode = 2

let keeper: HostKeeper | null = null
afterEach(() => keeper?.close())

/** A host with one container, read to the end. */
async function aLiveHost(prepare: (host: InMemoryHost) => void = () => {}) {
  const clock = createManualClock()
  const host = createInMemoryHost(clock)
  host.routes.set(hostInode, [{ dst: 'default', dev: 'eth0', gateway: '198.51.100.1' }])
  host.routes.set(webInode, [{ dst: 'default', dev: 'eth0', gateway: '172.17.0.1' }])
  host.containers.set(web, { name: 'web', state: 'running', sandbox: `/run/docker/netns/${webInode}` })
  prepare(host)
  const kept = keepLiveView(host.source, '0.1.0', clock)
  keeper = kept
  const ready = kept.whenReady()
  await clock.advance(5_000)
  await ready
  const changes: Change[] = []
  kept.subscribe((_sequence, change) => changes.push(change))
  host.asked.length = 0
  return { clock, host, kept, changes }
}

const routesOf = (kept: HostKeeper, inode: number) =>
  kept
    .view()
    .namespaces.find((namespace) => namespace.inode === inode)
    ?.routes.map(({ destination }) => destination)

/** What was asked of the engine about single objects, and of namespaces; not pings, lists and the sweep's. */
const readsOf = (host: InMemoryHost) => host.asked.filter((read) => /^(container|network) /.test(read))

describe('keepLiveView', () => {
  it('has the whole view and the best sight of one host when it is ready', async () => {
    const { kept } = await aLiveHost()
    expect(kept.view().containers.map(({ name, state }) => `${name} ${state}`)).toEqual(['web running'])
    expect(routesOf(kept, webInode)).toEqual(['default'])
    expect(kept.status()).toMatchObject({ sight: 3, sightReason: null, engine: { state: 'live' } })
  })

  it('reads only what an event touches and tells only what changed', async () => {
    const { clock, host, changes } = await aLiveHost()
    host.containers.set(web, { name: 'web', state: 'paused', sandbox: `/run/docker/netns/${webInode}` })
    host.event('container', 'pause', web)
    await clock.advance(50)
    expect(readsOf(host)).toEqual([`container ${web}`])
    expect(changes.map(({ put }) => Object.keys(put))).toEqual([['containers']])
    expect(changes[0]?.put.containers?.[0]?.state).toBe('paused')
  })

  it('reads nothing for a storm of exec events', async () => {
    const { clock, host, changes } = await aLiveHost()
    for (let turn = 0; turn < 1_000; turn += 1) host.event('container', 'exec_start: true', web)
    await clock.advance(1_000)
    expect(readsOf(host)).toEqual([])
    expect(changes).toEqual([])
  })

  it('shows a container that was started, with the namespace that came with it', async () => {
    const { clock, host, kept } = await aLiveHost()
    host.containers.set(db, { name: 'db', state: 'running', sandbox: '/run/docker/netns/3' })
    host.routes.set(3, [{ dst: '172.17.0.0/16', dev: 'eth0' }])
    host.event('container', 'start', db)
    host.event('network', 'connect', networkId, { container: db })
    await clock.advance(500)
    expect(kept.view().containers.map(({ name }) => name)).toEqual(['web', 'db'])
    expect(routesOf(kept, 3)).toEqual(['172.17.0.0/16'])
    expect(readsOf(host).sort()).toEqual([`container ${db}`, `network ${networkId}`])
  })

  it('repairs and counts what no event told', async () => {
    const { clock, host, kept, changes } = await aLiveHost()
    host.containers.delete(web)
    host.containers.set(db, { name: 'db', state: 'running', sandbox: '/run/docker/netns/3' })
    await clock.advance(32_000)
    expect(kept.view().containers.map(({ name }) => name)).toEqual(['db'])
    expect(kept.status().missedEvents).toBe(2)
    expect(changes.at(-1)?.statuses?.[0]?.missedEvents).toBe(2)
  })

  it('does not call an event missed that comes just after the lists', async () => {
    const { clock, host, kept } = await aLiveHost()
    host.containers.delete(web)
    await clock.advance(30_000 - 5_000)
    await clock.advance(500)
    host.event('container', 'destroy', web)
    await clock.advance(5_000)
    expect(kept.view().containers).toEqual([])
    expect(kept.status().missedEvents).toBe(0)
  })

  it('reads the namespace that a notice of the kernel names, and counts no drift for it', async () => {
    const { clock, host, kept } = await aLiveHost()
    host.routes.get(webInode)?.push({ dst: '203.0.113.0/24', dev: 'eth0' })
    host.notice(webInode)
    await clock.advance(50)
    expect(host.asked.filter((read) => read.startsWith('namespace '))).toEqual([`namespace ${webInode}`])
    expect(routesOf(kept, webInode)).toEqual(['default', '203.0.113.0/24'])
    await clock.advance(20_000)
    expect(kept.status().drift).toMatchObject({ differed: 0, repaired: 0 })
  })

  it('finds by the sweep what nobody told, and counts it as drift', async () => {
    const { clock, host, kept } = await aLiveHost()
    host.routes.get(webInode)?.push({ dst: '203.0.113.0/24', dev: 'eth0' })
    await clock.advance(8_000)
    expect(routesOf(kept, webInode)).toEqual(['default', '203.0.113.0/24'])
    expect(kept.status().drift?.repaired).toBeGreaterThan(0)
    const repaired = kept.status().drift?.repaired
    await clock.advance(20_000)
    expect(kept.status().drift).toMatchObject({ differed: 0, repaired })
  })

  it('goes on sweeping when a notice names what the sweep is about to read', async () => {
    const { clock, host } = await aLiveHost()
    // The sweep asks at whole half seconds, and its read starts 12 ms later.
    await clock.advance(505)
    host.notice(webInode)
    await clock.advance(100)
    host.asked.length = 0
    await clock.advance(12_000)
    expect(host.asked).toContain(`namespace ${hostInode}`)
    expect(host.asked).toContain(`namespace ${webInode}`)
  })

  it('tells nobody of counters alone, and has the newest in the view', async () => {
    const { clock, host, kept, changes } = await aLiveHost()
    host.packets.set(hostInode, 42)
    await clock.advance(15_000)
    expect(changes).toEqual([])
    const firewall = kept.view().firewalls.find(({ id }) => id.endsWith('/host'))
    expect(firewall?.tables[0]?.chains[0]?.policyPackets).toBe(42)
  })

  it('goes on with the kernel and from memory while the engine hangs, and resyncs after', async () => {
    const { clock, host, kept } = await aLiveHost()
    host.hang()
    await clock.advance(8_000)
    expect(kept.status().engine.state).toBe('silent')
    expect(kept.view().containers[0]?.remembered).toBe(true)
    host.routes.get(webInode)?.push({ dst: '203.0.113.0/24', dev: 'eth0' })
    host.notice(webInode)
    await clock.advance(100)
    expect(routesOf(kept, webInode)).toContain('203.0.113.0/24')
    host.containers.set(db, { name: 'db', state: 'running', sandbox: '/run/docker/netns/3' })
    host.goOn()
    await clock.advance(2_000)
    expect(kept.status()).toMatchObject({ engine: { state: 'live' }, missedEvents: 0 })
    expect(kept.view().containers.map(({ name, remembered }) => `${name} ${remembered}`)).toEqual([
      'web false',
      'db false',
    ])
    expect(kept.view().gaps).toEqual([])
  })

  it('dials again when the stream ends, and reads what changed meanwhile', async () => {
    const { clock, host, kept } = await aLiveHost()
    host.closeStream('EOF')
    expect(kept.status().engine).toMatchObject({ state: 'silent', detail: 'EOF' })
    host.containers.delete(web)
    await clock.advance(1_000)
    expect(kept.status().engine.state).toBe('live')
    expect(kept.view().containers).toEqual([])
  })

  it('reads everything of an engine that was upgraded behind its socket', async () => {
    const { clock, host, kept } = await aLiveHost()
    host.closeStream('EOF')
    host.upgrade({ version: '29.0.1', apiVersion: '1.52' })
    await clock.advance(1_000)
    expect(kept.view().hosts[0]?.engine).toMatchObject({ version: '29.0.1', apiVersion: '1.52' })
    expect(readsOf(host).sort()).toEqual([`container ${web}`, `network ${networkId}`])
  })

  it('reads no more than the lists of the same engine that came back', async () => {
    const { clock, host } = await aLiveHost()
    host.closeStream('EOF')
    await clock.advance(1_000)
    expect(readsOf(host)).toEqual([])
  })

  it('calls an engine that is too old absent, though it sends events, and silent where it was newer before', async () => {
    const { kept } = await aLiveHost((host) => host.growOld())
    expect(kept.status().engine).toMatchObject({ state: 'absent', detail: 'the engine is too old' })
    expect(kept.view().gaps.map(({ code }) => code)).toEqual(['engine-too-old'])
    kept.close()
    const { clock, host, kept: later } = await aLiveHost()
    host.growOld()
    host.closeStream('EOF')
    await clock.advance(1_000)
    expect(later.status().engine).toMatchObject({ state: 'silent', detail: 'the engine is too old' })
    expect(later.view().containers.map(({ name, remembered }) => `${name} ${remembered}`)).toEqual(['web true'])
  })

  it('goes on by itself when an engine that was found too old answers as a newer one', async () => {
    const { clock, host, kept } = await aLiveHost()
    host.growOld()
    await clock.advance(8_000)
    expect(kept.status().engine).toMatchObject({ state: 'silent', detail: 'the engine is too old' })
    expect(kept.view().gaps.map(({ code }) => code)).toEqual(['engine-too-old'])
    host.growOld(false)
    await clock.advance(8_000)
    expect(kept.status().engine.state).toBe('live')
    expect(kept.view().gaps).toEqual([])
    expect(kept.view().containers.map(({ remembered }) => remembered)).toEqual([false])
  })

  it('says in one gap that the engine may not be asked', async () => {
    const { kept } = await aLiveHost((host) => host.refuseStream('no right to use the socket', 'no-right'))
    expect(kept.status().engine).toMatchObject({ state: 'absent', detail: 'no right to use the socket' })
    expect(kept.view().gaps.map(({ code, reason }) => `${code} ${reason}`)).toEqual([
      'no-right no right to use the socket',
    ])
  })

  it('finds the namespaces of an engine that keeps them elsewhere, by what its containers tell', async () => {
    const folder = '/srv/engine/exec/netns'
    const { clock, host, kept } = await aLiveHost((host) => {
      host.keepNamespacesIn(folder)
      host.containers.set(web, { name: 'web', state: 'running', sandbox: `${folder}/${webInode}` })
    })
    expect(routesOf(kept, webInode)).toEqual(['default'])
    expect(kept.view().namespaces.find(({ inode }) => inode === webInode)).toMatchObject({
      kind: 'container',
      owners: [web],
      file: `${folder}/${webInode}`,
    })
    host.containers.set(db, { name: 'db', state: 'running', sandbox: `${folder}/3` })
    host.routes.set(3, [{ dst: '172.17.0.0/16', dev: 'eth0' }])
    host.routes.set(4, [{ dst: '10.0.0.0/24', dev: 'br0' }])
    host.event('container', 'start', db)
    await clock.advance(500)
    expect(routesOf(kept, 3)).toEqual(['172.17.0.0/16'])
    expect(kept.view().namespaces.map(({ id }) => id.slice(id.indexOf('/')))).toContain('/4')
  })

  it('shows all but the one container whose inspect hangs, and names the gap', async () => {
    const { clock, kept } = await aLiveHost((host) => {
      host.containers.set(db, { name: 'db', state: 'running', sandbox: '/run/docker/netns/3' })
      host.hangOn(`container ${db}`)
    })
    expect(kept.view().containers.map(({ name }) => name)).toEqual(['web'])
    await clock.advance(10_000)
    expect(kept.status().engine.state).toBe('live')
    expect(kept.view().gaps.map(({ code, touches }) => [code, touches])).toEqual([['timeout', [db]]])
  })

  it('reads everything anew after a sleep', async () => {
    const { clock, host, kept } = await aLiveHost()
    host.containers.set(web, { name: 'renamed', state: 'running', sandbox: `/run/docker/netns/${webInode}` })
    host.routes.get(webInode)?.push({ dst: '203.0.113.0/24', dev: 'eth0' })
    clock.sleep(60_000)
    await clock.advance(2_000)
    expect(kept.view().containers.map(({ name }) => name)).toEqual(['renamed'])
    expect(routesOf(kept, webInode)).toContain('203.0.113.0/24')
  })

  it('says what is missing where the kernel may not be read', async () => {
    const { kept } = await aLiveHost((host) => host.refuse('no-right'))
    expect(kept.status()).toMatchObject({ sight: 2, kernel: { state: 'none' } })
    expect(kept.status().sightReason).toContain('not permitted')
    expect(kept.view().containers).toHaveLength(1)
  })

  it('answers inspect from the engine with secrets masked, and from memory while it hangs', async () => {
    const { clock, host, kept } = await aLiveHost()
    const now = await kept.inspectContainer(web)
    expect(now).toMatchObject({ found: true, reason: null, inspect: { Id: web, Name: '/web' } })
    expect(JSON.stringify(now)).not.toContain('hunter2')
    host.hang()
    const later = kept.inspectContainer(web)
    await clock.advance(10_000)
    expect(await later).toMatchObject({
      found: true,
      inspect: { Id: web },
      reason: expect.stringContaining('no answer'),
    })
    host.goOn()
    expect(await kept.inspectContainer(db)).toMatchObject({ found: false, inspect: null })
  })

  it('reads a namespace anew when it is asked for', async () => {
    const { host, kept } = await aLiveHost()
    const id = kept.view().namespaces.find(({ inode }) => inode === webInode)?.id ?? ''
    host.routes.get(webInode)?.push({ dst: '203.0.113.0/24', dev: 'eth0' })
    const answer = await kept.readNamespace(id)
    expect(answer.namespace?.routes.map(({ destination }) => destination)).toContain('203.0.113.0/24')
    expect(await kept.readNamespace('nowhere')).toMatchObject({ namespace: null, reason: expect.any(String) })
  })
})
