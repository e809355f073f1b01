import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readAgentKey } from '../agent/agent-key.ts'
import { createNetworkServer } from '../agent/create-network-server.ts'
import type { HostKeeper } from '../agent/host-keeper.ts'
import { createManualClock, type ManualClock } from '../link/manual-clock.ts'
import type { InspectAnswer } from '../link/protocol.ts'
import { deriveSecret } from '../link/shared-secret.ts'
import type { HostView } from '../model/topology.ts'
import { TopologyBuilder } from '../view/build-topology.ts'
import { statusOf } from '../view/swarm-member-view.ts'
import type { AgentSource } from './agent-sources.ts'
import { followAgents, type LiveTopology } from './live-topology.ts'
import { type SmallAgent, startSmallAgent } from './small-agent.ts'

import { hubLimits } from './stream-hub.ts'

const secret = deriveSecret('s'.repeat(32))

/** A host with one container. */
function viewOf(name: string): HostView {
  const builder = new TopologyBuilder()
  const host = builder.host({ name })
  builder.container(host, { name: `web on ${name}` })
  builder.topology.statuses.push(statusOf(host.id, false))
  return builder.topology
}

let clock: ManualClock
let live: LiveTopology
let folder: string
let started: { close(): unknown }[]
/** What each name leads to. */
let names: Map<string, string[]>

beforeEach(() => {
  clock = createManualClock()
  folder = mkdtempSync(join(tmpdir(), 'portolan-live-'))
  started = []
  names = new Map()
})

afterEach(async () => {
  live.close()
  for (const one of started) await one.close()
  rmSync(folder, { recursive: true })
})

function follow(sources: AgentSource[], stateFolder: string | null = null): void {
  const resolve = async (name: string) => names.get(name) ?? []
  live = followAgents({ sources, secret, stateFolder }, { clock, limits: hubLimits, resolve })
}

async function socketAgent(view: HostView): Promise<SmallAgent> {
  const agent = await startSmallAgent(view)
  started.push(agent)
  return agent
}

const at = (label: string, { socket }: SmallAgent): AgentSource => ({ kind: 'socket', label, path: socket })

type NetworkAgent = { port: number; close(): void }

/** The real server of an agent over the network, with a key of its own by name. */
async function networkAgent(view: HostView, key: string, address = '127.0.0.1', port = 0): Promise<NetworkAgent> {
  const read = await readAgentKey(join(folder, key))
  if (!read.ok) throw new Error(read.reason)
  const server = createNetworkServer(keeperOf(view), { secret, key: read.key, clock, onRefusal: () => {} })
  server.listen(port, address)
  await once(server, 'listening')
  const agent = { port: portOf(server), close: () => end(server) }
  started.push(agent)
  return agent
}

function end(server: Server): void {
  server.closeAllConnections()
  server.close()
}

function portOf(server: Server): number {
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the agent has no port')
  return bound.port
}

function keeperOf(view: HostView): HostKeeper {
  const nothing: InspectAnswer = { found: false, inspect: null, reason: null, readAt: 0 }
  const inspect = async () => nothing
  const status = view.statuses[0]
  if (!status) throw new Error('the view has no status')
  return {
    epoch: 'one',
    whenReady: async () => {},
    sequence: () => 0,
    view: () => view,
    status: () => status,
    subscribe: () => () => {},
    inspectContainer: inspect,
    inspectNetwork: inspect,
    inspectService: inspect,
    inspectNode: inspect,
    inspectTask: inspect,
    readNamespace: async () => ({ namespace: null, interfaces: [], firewall: null, gaps: [], reason: '', readAt: 0 }),
    probe: async () => ({ result: null, refused: 'off', reason: '', at: 0 }),
    close() {},
  }
}

/** Time goes on, step by step, until it is so. */
const later = (wanted: () => void) =>
  vi.waitFor(
    async () => {
      await clock.advance(100)
      wanted()
    },
    { timeout: 10_000, interval: 5 },
  )

const hosts = () => live.current()?.hosts.map(({ name }) => name)
const heard = () => live.current()?.statuses.map((status) => status.heard?.state)
const states = () => live.agents().map(({ state }) => state)

describe('several agents', () => {
  it('become one topology, and one that ends leaves its host stale and the others alone', async () => {
    const [one, two] = [await socketAgent(viewOf('host1')), await socketAgent(viewOf('host2'))]
    follow([at('local', one), at('context:two', two)])
    await later(() => expect(heard()).toEqual(['live', 'live']))
    expect(live.link()).toMatchObject({ state: 'connected', detail: '2 of 2 agents are connected.' })
    expect(live.agents()).toMatchObject([
      { address: 'local', state: 'connected', hostId: 'engine-host1', agentVersion: '0.2.0', keyFingerprint: null },
      { address: 'context:two', state: 'connected', hostId: 'engine-host2' },
    ])
    two.drop(true)
    await later(() => expect(heard()).toEqual(['live', 'stale']))
    expect(hosts()).toEqual(['host1', 'host2'])
    expect(live.link().state).toBe('connected')
    const ids = live.current()?.hosts.map(({ id }) => live.agentOf(id) !== null)
    expect(ids).toEqual([true, false])
    two.drop(false)
    await later(() => expect(heard()).toEqual(['live', 'live']))
  })

  it('for one host are not merged: the second is refused, and takes over when the first is gone', async () => {
    const [first, second] = [await socketAgent(viewOf('host1')), await socketAgent(viewOf('host1'))]
    follow([at('local', first), at('context:two', second)])
    await later(() => expect(states()).toEqual(['connected', 'refused']))
    expect(live.agents()[1]?.detail).toBe('The agent at local tells of this host already.')
    second.tell({ put: { containers: [] }, gone: { containers: [viewOf('host1').containers[0]?.id ?? ''] }, readAt: 5 })
    first.drop(true)
    await later(() => expect(states()).toEqual(['lost', 'connected']))
    expect(live.current()?.containers).toEqual([])
    expect(heard()).toEqual(['live'])
  })
})

describe('an agent over the network', () => {
  it('is known by its key, and another key is refused until a person lets it', async () => {
    const first = await networkAgent(viewOf('host1'), 'one')
    const source: AgentSource = { kind: 'network', host: '127.0.0.1', port: first.port }
    follow([source], folder)
    await later(() => expect(states()).toEqual(['connected']))
    const file = join(folder, 'agents.json')
    const [state] = live.agents()
    expect(JSON.parse(readFileSync(file, 'utf8')).agents['engine-host1']).toMatchObject({
      ...{ keyFingerprint: state?.keyFingerprint, address: `127.0.0.1:${first.port}` },
    })
    first.close()
    const other = viewOf('host1')
    other.containers = []
    await networkAgent(other, 'two', '127.0.0.1', first.port)
    await later(() => expect(states()).toEqual(['refused']))
    expect(live.agents()[0]?.detail).toMatch(
      /^Its key is another than the one of this host at first sight .*agents\.json/,
    )
    expect(live.current()?.containers).toHaveLength(1)
    expect(heard()).toEqual(['stale'])
    expect(live.link().state).toBe('lost')
    writeFileSync(file, '{"agents":{}}')
    await later(() => expect(states()).toEqual(['connected']))
    expect(live.current()?.containers).toEqual([])
    expect(heard()).toEqual(['live'])
  })

  it('is believed though keys cannot be kept, and that is said', async () => {
    const agent = await networkAgent(viewOf('host1'), 'one')
    writeFileSync(join(folder, 'agents.json'), 'no JSON')
    follow([{ kind: 'network', host: '127.0.0.1', port: agent.port }], folder)
    await later(() => expect(states()).toEqual(['connected']))
    expect(live.agents()[0]?.detail).toMatch(/agents\.json cannot be read/)
    expect(readFileSync(join(folder, 'agents.json'), 'utf8')).toBe('no JSON')
  })

  it('at two addresses is believed at one of them, and at the other when that one is gone', async () => {
    const [first, second] = [await networkAgent(viewOf('host1'), 'one'), await networkAgent(viewOf('host1'), 'one')]
    const ports = [first.port, second.port]
    follow(ports.map((port) => ({ kind: 'network', host: '127.0.0.1', port })))
    await later(() => expect(states().toSorted()).toEqual(['connected', 'refused']))
    const believed = states().indexOf('connected')
    // It stays so: the two do not take the host from each other by turns.
    for (let seconds = 0; seconds < 5; seconds += 1) await clock.advance(1_000)
    expect(states().indexOf('connected')).toBe(believed)
    const agents = [first, second]
    agents[believed]?.close()
    await later(() => expect(states().toSorted()).toEqual(['connected', 'lost']))
    expect(heard()).toEqual(['live'])
  })

  it('does not keep a host from the agent of this machine’s own socket', async () => {
    const local = await socketAgent(viewOf('host1'))
    const other = await networkAgent(viewOf('host1'), 'one')
    local.drop(true)
    follow([at('local', local), { kind: 'network', host: '127.0.0.1', port: other.port }])
    await later(() => expect(states()[1]).toBe('connected'))
    local.drop(false)
    await later(() => expect(states()).toEqual(['connected', 'refused']))
    expect(heard()).toEqual(['live'])
  })

  it('has its clock compared with this one', async () => {
    const agent = await networkAgent(viewOf('host1'), 'one')
    follow([{ kind: 'network', host: '127.0.0.1', port: agent.port }])
    // Both ends of this test live by one clock.
    await later(() => expect(live.current()?.statuses[0]?.heard?.clockAheadMs).toEqual(expect.any(Number)))
    const { clockAheadMs, clockUncertaintyMs } = live.current()?.statuses[0]?.heard ?? {}
    expect(Math.abs(clockAheadMs ?? Number.NaN)).toBeLessThanOrEqual(clockUncertaintyMs ?? Number.NaN)
  })
})

describe('the members of a name', () => {
  it('come by themselves, and are forgotten when neither name nor link leads to them any more', async () => {
    const one = await networkAgent(viewOf('host1'), 'one', '127.0.0.1')
    names.set('tasks.agent', ['127.0.0.1'])
    follow([{ kind: 'members', name: 'tasks.agent', port: one.port }])
    await later(() => expect(hosts()).toEqual(['host1']))
    const two = await networkAgent(viewOf('host2'), 'two', '127.0.0.2', one.port)
    names.set('tasks.agent', ['127.0.0.1', '127.0.0.2'])
    await later(() => expect(hosts()).toEqual(['host1', 'host2']))

    names.set('tasks.agent', ['127.0.0.1'])
    await clock.advance(40_000)
    expect(hosts()).toEqual(['host1', 'host2'])
    two.close()
    await later(() => expect(heard()).toEqual(['live', 'stale']))
    await later(() => expect(hosts()).toEqual(['host1']))
    expect(live.agents().map(({ address }) => address)).toEqual([`127.0.0.1:${one.port}`])
  })

  it('that move to another address keep their host', async () => {
    const before = await networkAgent(viewOf('host1'), 'one', '127.0.0.1')
    names.set('tasks.agent', ['127.0.0.1'])
    follow([{ kind: 'members', name: 'tasks.agent', port: before.port }])
    await later(() => expect(heard()).toEqual(['live']))
    await networkAgent(viewOf('host1'), 'one', '127.0.0.2', before.port)
    names.set('tasks.agent', ['127.0.0.2'])
    await later(() => expect(states()).toEqual(['refused', 'connected']))
    expect(heard()).toEqual(['live'])
    before.close()
    await later(() => expect(states()).toEqual(['connected']))
    expect(hosts()).toEqual(['host1'])
    expect(heard()).toEqual(['live'])
  })

  it('are none while the name leads nowhere, which is said', async () => {
    follow([{ kind: 'members', name: 'tasks.agent', port: 4748 }])
    await later(() => expect(live.agents()).toMatchObject([{ address: 'tasks.agent:4748', state: 'connecting' }]))
    expect(live.link().detail).toMatch(/^The name tasks\.agent leads to no address now/)
    expect(live.current()).toBeNull()
  })
})
