import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { AgentAddress } from '../link/agent-address.ts'
import { type AgentLink, openAgentClient, type Teller } from '../link/agent-client.ts'
import { systemClock } from '../link/clock.ts'
import { createManualClock } from '../link/manual-clock.ts'
import { protocolVersion } from '../link/protocol.ts'
import type { ClockReading } from '../link/read-agent-clock.ts'
import { deriveSecret, type SharedSecret } from '../link/shared-secret.ts'
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

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-network-'))
  refusals = []
  host = createInMemoryHost(clock)
  host.routes.set(hostInode, [])
  host.containers.set(web, { name: 'web', state: 'running', sandbox: '' })
  keeper = await startKeeper()
  server = await startServer(await ownKey(), 0)
})

afterEach(async () => {
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

  it('turns away who holds another secret, and both sides say so', async () => {
    const { views, links } = listen(deriveSecret(word.toUpperCase()))
    await vi.waitFor(() => expect(links.at(-1)?.state).toBe('refused'))
    expect(links.at(-1)?.detail).toContain('holds another secret')
    expect(views).toEqual([])
    await vi.waitFor(() => expect(refusals).toEqual(['127.0.0.1 holds another secret; turned away']))
  })
})
