import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createManualClock } from '../link/manual-clock.ts'
import type { ProbeQuestion } from '../model/probe.ts'
import { meshTopology } from '../view/mesh-topology.ts'
import { createProbeDesk } from './probe-desk.ts'

const name = `portolan-desk-${process.pid}`
const file = `/run/netns/${name}`
const ping = (address: string): ProbeQuestion => ({
  kind: 'ping',
  address,
  sourceAddress: null,
  size: null,
  timeoutMs: 300,
})

describe.skipIf(process.getuid?.() !== 0)('probes of a host (as root alone: they leave a real namespace)', () => {
  const ip = (...args: string[]) => execFileSync('ip', args)
  beforeAll(() => {
    ip('netns', 'add', name)
    ip('netns', 'exec', name, 'ip', 'link', 'set', 'lo', 'up')
    ip('netns', 'exec', name, 'ip', 'address', 'add', '10.92.0.1/32', 'dev', 'lo')
  })
  afterAll(() => ip('netns', 'delete', name))

  /** A made-up host whose first namespace is the real one, with an address of its own. */
  function openDesk(probes: 'on' | 'off' = 'on') {
    const clock = createManualClock()
    const topology = meshTopology({ hosts: 1, overlays: 0, containersPerHost: 1 })
    const [namespace] = topology.namespaces
    const [link] = topology.interfaces
    if (!namespace || !link) throw new Error('the made-up host has no namespace')
    const { ino } = statSync(file)
    const prefix = { prefix: '10.92.0.1/32', family: 'inet' as const, scope: 'global', flags: [] }
    const view = {
      ...topology,
      namespaces: [{ ...namespace, inode: ino }],
      interfaces: [{ ...link, addresses: [prefix] }],
    }
    const refOf = (inode: number) => (inode === ino ? { inode, files: [file], pids: [], isHost: false } : null)
    return { clock, id: namespace.id, desk: createProbeDesk({ clock, probes, view: () => view, refOf }) }
  }

  test('a packet goes out of that very namespace', async () => {
    const { desk, id } = openDesk()
    expect(await desk.probe(id, ping('10.92.0.1'))).toMatchObject({ refused: null, result: { outcome: 'answered' } })
  })

  test('none goes where probes are off, out of an unknown namespace, or to an address of the world', async () => {
    const { desk, id } = openDesk()
    expect((await openDesk('off').desk.probe(id, ping('10.92.0.1'))).refused).toBe('off')
    expect((await desk.probe(`${id}x`, ping('10.92.0.1'))).refused).toBe('unknown-namespace')
    expect((await desk.probe(id, ping('9.9.9.9'))).refused).toBe('unknown-address')
  })

  test('only some at once, and only some in a row', async () => {
    const { desk, id, clock } = openDesk()
    const burst = await Promise.all(Array.from({ length: 7 }, () => desk.probe(id, ping('10.92.0.1'))))
    const sent = burst.filter(({ refused }) => refused === null).length
    expect(burst.filter(({ refused }) => refused === 'busy')).toHaveLength(7 - sent)
    expect(sent).toBe(4)
    for (let more = sent; more < 20; more += 1) expect((await desk.probe(id, ping('10.92.0.1'))).refused).toBeNull()
    expect((await desk.probe(id, ping('10.92.0.1'))).refused).toBe('busy')
    await clock.advance(500)
    expect((await desk.probe(id, ping('10.92.0.1'))).refused).toBeNull()
    expect((await desk.probe(id, ping('10.92.0.1'))).refused).toBe('busy')
  })
})
