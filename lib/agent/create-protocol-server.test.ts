import { mkdtemp, rm } from 'node:fs/promises'
import { type IncomingMessage, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AgentClient, openAgentClient } from '../link/agent-client.ts'
import { createManualClock } from '../link/manual-clock.ts'
import type { HostView } from '../model/topology.ts'
import { createProtocolServer } from './create-protocol-server.ts'
import type { HostKeeper } from './host-keeper.ts'
import { createInMemoryHost, hostInode } from './in-memory-host.ts'
import { keepLiveView } from './keep-live-view.ts'
import { openSocket } from './open-socket.ts'

const web = 'a'.repeat(64)
const clock = createManualClock()

let folder: string
let path: string
let host: ReturnType<typeof createInMemoryHost>
let keeper: HostKeeper
let server: Server
let client: AgentClient | null = null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-agent-'))
  path = join(folder, 'agent.sock')
  host = createInMemoryHost(clock)
  host.routes.set(hostInode, [])
  host.containers.set(web, { name: 'web', state: 'running', sandbox: '' })
  keeper = keepLiveView(host.source, '0.1.0', clock)
  const ready = keeper.whenReady()
  await clock.advance(5_000)
  await ready
  server = createProtocolServer(keeper, clock)
  expect(await openSocket(server, { path, mode: 0o600, group: null })).toEqual({ ok: true })
})

afterEach(async () => {
  client?.close()
  client = null
  keeper.close()
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

function ask(target: string, method = 'GET'): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: path, path: target, method }, (response: IncomingMessage) => {
      let text = ''
      response.on('data', (part) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }))
    })
    asking.on('error', reject)
    asking.end()
  })
}

describe('createProtocolServer', () => {
  it('tells a client the whole view, each change, and beats between', async () => {
    let view: HostView | null = null
    const states: (string | undefined)[] = []
    let beats = 0
    client = openAgentClient(
      { kind: 'socket', path },
      {
        onView: (whole) => {
          view = whole
        },
        onChange: ({ put }) => states.push(put.containers?.[0]?.state),
        onBeat: () => {
          beats += 1
        },
        onLink: () => {},
        onClock: () => {},
      },
      { secret: null },
    )
    await vi.waitFor(() => expect(view).toEqual(keeper.view()))
    host.containers.set(web, { name: 'web', state: 'paused', sandbox: '' })
    host.event('container', 'pause', web)
    await clock.advance(100)
    await vi.waitFor(() => expect(states).toEqual(['paused']))
    await clock.advance(15_000)
    await vi.waitFor(() => expect(beats).toBeGreaterThanOrEqual(2))
    expect(await client.inspectContainer(web)).toMatchObject({ ok: true, value: { found: true } })
    const id = keeper.view().namespaces[0]?.id ?? ''
    expect(await client.readNamespace(id)).toMatchObject({ ok: true, value: { namespace: { id } } })
  })

  it.each([
    ['/', 404],
    ['/v1', 404],
    ['/v1/containers', 404],
    ['/v1/container/', 404],
    [`/v1/container/${web}/extra`, 404],
    ['/v1/container/..%2F..%2Finfo', 400],
    ['/v1/container/web?all=1', 200],
    ['/v1/network/A', 400],
    ['/v1/namespace', 400],
    [`/v1/namespace?id=${'x'.repeat(600)}`, 400],
  ])('answers %s with status %d and JSON', async (target, status) => {
    expect(await ask(target)).toMatchObject({ status })
  })

  it('takes nothing but GET', async () => {
    expect(await ask(`/v1/container/${web}`, 'DELETE')).toMatchObject({ status: 405 })
  })

  it('cuts off a reader that reads nothing', async () => {
    const reader = connect(path)
    let closed = false
    reader.on('close', () => {
      closed = true
    })
    reader.pause()
    reader.write('GET /v1/stream HTTP/1.1\r\nHost: agent\r\n\r\n')
    const name = 'x'.repeat(1_000_000)
    for (let turn = 0; turn < 40 && !closed; turn += 1) {
      host.containers.set(web, { name: `${name}${turn}`, state: 'running', sandbox: '' })
      host.event('container', 'rename', web)
      await clock.advance(3_000)
    }
    reader.resume()
    await vi.waitFor(() => expect(closed).toBe(true))
    expect(reader.bytesRead).toBeLessThan(40_000_000)
  })
})
