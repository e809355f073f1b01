import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StreamEvent } from '../api/contract.ts'
import { createManualClock } from '../link/manual-clock.ts'
import type { Change } from '../model/change.ts'
import type { Topology } from '../model/topology.ts'
import { TopologyBuilder } from '../view/build-topology.ts'
import { sendStream } from './send-stream.ts'
import { createStreamHub, type HubLimits, hubLimits, type StreamHub } from './stream-hub.ts'

const clock = createManualClock()
const builder = new TopologyBuilder()
const host = builder.host({ name: 'host1' })
builder.container(host, { name: 'web' })
const link = { state: 'connected' as const, since: 1, detail: 'The agent is connected.' }

let hub: StreamHub
let topology: Topology | null
let server: Server

function open(limits: Partial<HubLimits> = {}): void {
  hub = createStreamHub(
    {
      whole: () => topology && { kind: 'topology', topology, link, agents: [], build: 'b' },
      beat: () => ({ kind: 'beat', statuses: [], link, agents: [], at: clock.now() }),
    },
    clock,
    { ...hubLimits, ...limits },
  )
}

const change = (name: string): Change => ({
  put: { containers: [builder.container(host, { name })] },
  gone: {},
  readAt: clock.now(),
})
const tell = (name: string) => hub.publish({ kind: 'change', change: change(name) })

beforeEach(async () => {
  topology = structuredClone(builder.topology)
  open()
  server = createServer((incoming, response) => {
    const abort = new AbortController()
    response.on('close', () => abort.abort())
    const after = new URL(incoming.url ?? '/', 'http://x').searchParams.get('after')
    const stream = hub.open(after, abort.signal)
    if (!stream) return response.writeHead(503).end()
    response.writeHead(200)
    return sendStream(stream, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(() => {
  hub.close()
  server.closeAllConnections()
  server.close()
})

type Told = { id: string; event: StreamEvent }

/** A browser's end of a stream: what it was told, whether it was ended. `reading: false` never reads. */
async function listen(after: string | null = null, reading = true) {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the test server has no port')
  const asking = request({
    host: '127.0.0.1',
    port: address.port,
    path: after ? `/?after=${after}` : '/',
    agent: false,
  }).end()
  const [response] = await once(asking, 'response')
  const told: Told[] = []
  const words: string[] = []
  let ended = false
  const read = () => {
    let rest = ''
    response.setEncoding('utf8')
    response.on('data', (part: string) => {
      const blocks = (rest + part).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const found = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block)
        if (!found) words.push(block)
        else told.push({ id: found[1] ?? '', event: StreamEvent.parse(JSON.parse(found[3] ?? '')) })
      }
    })
    response.on('end', () => {
      ended = true
    })
  }
  if (reading) read()
  return {
    status: response.statusCode,
    told,
    words,
    read,
    ended: () => ended,
    leave: () => asking.destroy(),
    kinds: () => told.map(({ event }) => event.kind),
    names: () =>
      told.flatMap(({ event }) =>
        event.kind === 'change' ? (event.change.put.containers ?? []).map(({ name }) => name) : [],
      ),
  }
}

const until = (condition: () => unknown) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5_000, interval: 5 })

describe('a browser that comes', () => {
  it('is told the whole first, then each change once and in order', async () => {
    const page = await listen()
    await until(() => page.told.length === 2)
    expect(page.kinds()).toEqual(['topology', 'beat'])
    for (const name of ['a', 'b', 'c']) tell(name)
    await until(() => page.names().length === 3)
    expect(page.names()).toEqual(['a', 'b', 'c'])
    expect(page.told.slice(2).map(({ id }) => id)).toEqual([`${hub.epoch}.1`, `${hub.epoch}.2`, `${hub.epoch}.3`])
  })

  it('hears that there is nothing yet where there is no topology, and gets it when it comes', async () => {
    topology = null
    const page = await listen()
    await until(() => page.told.length === 1)
    expect(page.kinds()).toEqual(['beat'])
    topology = builder.topology
    hub.publish({ kind: 'topology', topology, link, agents: [], build: 'b' })
    await until(() => page.told.length === 2)
    expect(page.kinds()).toEqual(['beat', 'topology'])
  })
})

describe('a browser that comes back', () => {
  it('is told only what it missed', async () => {
    for (const name of ['a', 'b', 'c']) tell(name)
    const page = await listen(`${hub.epoch}.1`)
    await until(() => page.told.length === 3)
    expect(page.names()).toEqual(['b', 'c'])
    expect(page.kinds()).toEqual(['change', 'change', 'beat'])
  })

  it.each([
    ['of an earlier server', () => 'another-epoch.1'],
    ['that was away too long', () => `${hub.epoch}.0`],
    ['from the future', () => `${hub.epoch}.999999`],
    ['with nonsense', () => `${hub.epoch}.1e3`],
  ])('%s gets the whole', async (_, after) => {
    hub.close()
    open({ replay: { events: 2, bytes: 1_000_000 } })
    for (const name of ['a', 'b', 'c', 'd']) tell(name)
    const page = await listen(after())
    await until(() => page.told.length === 2)
    expect(page.kinds()).toEqual(['topology', 'beat'])
    expect(page.told[0]?.id).toBe(`${hub.epoch}.4`)
  })
})

describe('a browser that does not read', () => {
  it('is cut off and told, and holds up nobody', async () => {
    hub.close()
    open({ unreadBytes: 200_000 })
    const quick = await listen()
    const slow = await listen(null, false)
    await until(() => hub.count() === 2)
    const long = 'x'.repeat(50_000)
    let told = 0
    // The kernel's socket buffers take some megabytes before anything is unread.
    while (hub.count() === 2 && told < 1_000) {
      tell(`${told}-${long}`)
      told += 1
      await until(() => quick.names().length === told)
    }
    expect(hub.count()).toBe(1)
    slow.read()
    await until(() => slow.ended())
    expect(slow.words).toEqual([': cut off: too slow to read, connect again'])
    tell('after')
    await until(() => quick.names().includes('after'))
  })
})

describe('streams', () => {
  it('are no more than the cap, and one that leaves makes room', async () => {
    hub.close()
    open({ streams: 2 })
    const first = await listen()
    await listen()
    expect((await listen()).status).toBe(503)
    first.leave()
    await until(() => hub.count() === 1)
    expect((await listen()).status).toBe(200)
  })

  it('beat, and end at their age', async () => {
    hub.close()
    open({ ageMs: 12_000, beatMs: 5_000 })
    const page = await listen()
    await until(() => page.told.length === 2)
    await clock.advance(5_000)
    await until(() => page.told.length === 3)
    expect(page.kinds()).toEqual(['topology', 'beat', 'beat'])
    await clock.advance(10_000)
    await until(() => page.ended())
    expect(hub.count()).toBe(0)
    expect(page.words).toEqual([': ended: connect again'])
  })

  it('end with the server', async () => {
    const page = await listen()
    hub.close()
    await until(() => page.ended())
  })
})
