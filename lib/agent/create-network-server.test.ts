import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import type { Server } from 'node:https'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { AgentAddress } from '../link/agent-address.ts'
import { type AgentLink, openAgentClient, type Teller } from '../link/agent-client.ts'
import { systemClock } from '../link/clock.ts'
import { createDialler } from '../link/create-dialler.ts'
import { createManualClock } from '../link/manual-clock.ts'
import { protocolVersion } from '../link/protocol.ts'
import { deriveSecret, type SharedSecret } from '../link/shared-secret.ts'
import type { ClockReading } from '../link/watch-agent-clock.ts'
import type { HostView } from '../model/topology.ts'
import { type AgentKey, readAgentKey } from './agent-key.ts'
import { createNetworkServer } from './create-network-server.ts'
import type { HostKeeper } from './host-keeper.ts'
import { createInMemoryHost, hostInode } from './in-memory-host.ts'
import { keepLiveView } from './keep-live-view.ts'

const web = 'a'.repeat(64)
const word = 'correct-horse-battery-staple-0123456789'
const secret = deriveSecret(word)
const clock = createManualClock()

let folder: string
let host: ReturnType<typeof createInMemoryHost>
let keeper: HostKeeper
let server: Server
let refusals: string[]
let bare: Socket[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-network-'))
  refusals = []
  bare = []
  host = createInMemoryHost(clock)
  host.routes.set(hostInode, [])
  host.containers.set(web, { name: 'web', state: 'running', sandbox: '' })
  keeper = await startKeeper()
  server = await startServer(await ownKey(), 0)
})

afterEach(async () => {
  for (const socket of bare) socket.destroy()
  keeper.close()
  await stopServer()
  await rm(folder, { recursive: true })
})

async function startKeeper(): Promise<HostKeeper> {
  const started = keepLiveView(host.source, '0.1.0', clock)
  const ready = started.whenReady()
  await clock.advance(5_000)
  await ready
  return started
}

async function ownKey(): Promise<AgentKey> {
  const read = await readAgentKey(join(folder, 'state'))
  if (!read.ok) throw new Error(read.reason)
  return read.key
}

async function startServer(key: AgentKey, port: number): Promise<Server> {
  const onRefusal = (line: string) => refusals.push(line)
  const started = createNetworkServer(keeper, { secret, key, clock, onRefusal })
  started.listen(port, '127.0.0.1')
  await once(started, 'listening')
  return started
}

async function stopServer(): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

function portOf(listening: Server): number {
  const address = listening.address()
  if (typeof address !== 'object' || !address) throw new Error('the server does not listen')
  return address.port
}

function listen(known: SharedSecret = secret, ownClock = systemClock) {
  const address: AgentAddress = { kind: 'network', host: '127.0.0.1', port: portOf(server) }
  const heard = {
    views: [] as HostView[],
    tellers: [] as Teller[],
    states: [] as (string | undefined)[],
    links: [] as AgentLink[],
    clocks: [] as ClockReading[],
  }
  const client = openAgentClient(
    address,
    {
      onView(view, teller) {
        heard.views.push(view)
        heard.tellers.push(teller)
      },
      onChange: ({ put }) => heard.states.push(put.containers?.[0]?.state),
      onBeat: () => {},
      onLink: (link) => heard.links.push(link),
      onClock: (reading) => heard.clocks.push(reading),
    },
    { secret: known, clock: ownClock },
  )
  onTestFinished(() => client.close())
  return { client, ...heard }
}

/** A bare connection to the agent, and whether it was closed by it. */
function connectBare(text = '') {
  const socket = connect(portOf(server), '127.0.0.1')
  const state = { closed: false, text: '' }
  socket.on('error', () => {})
  socket.on('close', () => {
    state.closed = true
  })
  socket.on('data', (part) => {
    state.text += part
  })
  socket.write(text)
  bare.push(socket)
  return state
}

describe('an agent that listens on the network', () => {
  it('tells who knows the secret the whole view, each change, and who it is', async () => {
    const { client, views, tellers, states, clocks } = listen()
    await vi.waitFor(() => expect(views).toEqual([keeper.view()]))
    const { fingerprint } = await ownKey()
    expect(tellers).toEqual([{ epoch: keeper.epoch, protocol: protocolVersion, keyFingerprint: fingerprint }])
    host.containers.set(web, { name: 'web', state: 'paused', sandbox: '' })
    host.event('container', 'pause', web)
    await clock.advance(100)
    await vi.waitFor(() => expect(states).toEqual(['paused']))
    expect(await client.inspectContainer(web)).toMatchObject({ ok: true, value: { found: true } })
    await vi.waitFor(() => expect(clocks).toHaveLength(1))
  })

  it('tells two at once, each on its own', async () => {
    const [one, other] = [listen(), listen()]
    await vi.waitFor(() => expect([one.views.length, other.views.length]).toEqual([1, 1]))
    one.client.close()
    host.containers.set(web, { name: 'web', state: 'paused', sandbox: '' })
    host.event('container', 'pause', web)
    await clock.advance(100)
    await vi.waitFor(() => expect(other.states).toEqual(['paused']))
    expect(one.states).toEqual([])
  })

  it('is known again after a restart: the same key, another epoch', async () => {
    const { tellers } = listen()
    await vi.waitFor(() => expect(tellers).toHaveLength(1))
    const port = portOf(server)
    keeper.close()
    await stopServer()
    keeper = await startKeeper()
    server = await startServer(await ownKey(), port)
    await vi.waitFor(() => expect(tellers).toHaveLength(2), { timeout: 5_000 })
    expect(tellers[1]?.keyFingerprint).toBe(tellers[0]?.keyFingerprint)
    expect(tellers[1]?.epoch).not.toBe(tellers[0]?.epoch)
  })
})

describe('who does not know the secret', () => {
  it('is turned away, and both sides say so once', async () => {
    const { client, views, links } = listen(deriveSecret(word.toUpperCase()))
    await vi.waitFor(() => expect(links.at(-1)?.state).toBe('refused'))
    expect(links.at(-1)?.detail).toContain('holds another secret')
    expect(await client.inspectContainer(web)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('another secret'),
    })
    expect(views).toEqual([])
    await vi.waitFor(() => expect(refusals).toEqual(['127.0.0.1 holds another secret; turned away']))
    expect(links).toHaveLength(1)
    expect(JSON.stringify([links, refusals])).not.toMatch(new RegExp(word, 'i'))
  })

  it('gets no answer in clear', async () => {
    const asking = connectBare('GET /v1/clock HTTP/1.1\r\nHost: agent\r\n\r\n')
    await vi.waitFor(() => expect(asking.closed).toBe(true))
    expect(asking.text).not.toContain('HTTP')
    expect(refusals).toEqual(['127.0.0.1 asks without encryption; turned away'])
  })

  it('keeps nobody out, however many come and say nothing', async () => {
    const crowd = Array.from({ length: 200 }, () => connectBare())
    const { views } = listen()
    await vi.waitFor(() => expect(views).toHaveLength(1), { timeout: 10_000 })
    await vi.waitFor(() => expect(crowd.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(32))
  })
})

it('cuts off who knows the secret and reads nothing', async () => {
  const dialler = createDialler({ kind: 'network', host: '127.0.0.1', port: portOf(server) }, secret)
  onTestFinished(() => dialler.close())
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    dialler.listen('/v1/stream', resolve).on('error', reject)
  })
  let closed = false
  let length = 0
  stream.on('error', () => {})
  stream.on('close', () => {
    closed = true
  })
  const name = 'x'.repeat(1_000_000)
  for (let turn = 0; turn < 40; turn += 1) {
    host.containers.set(web, { name: `${name}${turn}`, state: 'running', sandbox: '' })
    host.event('container', 'rename', web)
    await clock.advance(3_000)
  }
  stream.on('data', (part: Buffer) => {
    length += part.length
  })
  await vi.waitFor(() => expect(closed).toBe(true))
  expect(length).toBeGreaterThan(0)
  expect(length).toBeLessThan(40_000_000)
})
