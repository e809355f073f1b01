import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { emptyTopology } from '../model/topology.ts'
import { type AgentClient, type AgentLink, openAgentClient } from './agent-client.ts'
import { createManualClock } from './manual-clock.ts'
import { type AgentMessage, protocolVersion } from './protocol.ts'

let folder: string
let socketPath: string
let server: Server | null
let client: AgentClient | null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-link-'))
  socketPath = join(folder, 'agent.sock')
  server = null
  client = null
})

afterEach(async () => {
  client?.close()
  server?.closeAllConnections()
  server?.close()
  await rm(folder, { recursive: true })
})

const view = (seq: number, { protocol = protocolVersion, epoch = 'e1' } = {}): AgentMessage => ({
  kind: 'view',
  protocol,
  epoch,
  seq,
  view: emptyTopology(),
  identity: null,
  beatMs: 5_000,
})
const change = (seq: number): AgentMessage => ({ kind: 'change', seq, change: { put: {}, gone: {}, readAt: seq } })
const line = (message: AgentMessage): string => `${JSON.stringify(message)}\n`

/** An agent that answers each stream, in turn, with what `say` writes. */
async function serve(say: (response: ServerResponse, turn: number) => unknown): Promise<void> {
  let turn = 0
  const serving = createServer((_request, response) => {
    turn += 1
    response.writeHead(200)
    say(response, turn)
  })
  server = serving
  await new Promise<void>((resolve) => serving.listen(socketPath, resolve))
}

function listen(clock = createManualClock()) {
  const heard: string[] = []
  const links: AgentLink[] = []
  client = openAgentClient(
    { kind: 'socket', path: socketPath },
    {
      onView: (_view, { epoch }) => heard.push(`view ${epoch}`),
      onChange: ({ readAt }) => heard.push(`change ${readAt}`),
      onBeat: () => heard.push('beat'),
      onLink: (link) => links.push(link),
      onClock: () => {},
    },
    { secret: null, clock },
  )
  return { heard, links, clock }
}

describe('openAgentClient', () => {
  it('hands on the whole view and then each change in order', async () => {
    await serve((response) => response.write(line(view(4)) + line(change(5)) + line(change(6))))
    const { heard, links } = listen()
    await vi.waitFor(() => expect(heard).toEqual(['view e1', 'change 5', 'change 6']))
    expect(links.map(({ state }) => state)).toEqual(['connected'])
  })

  it('puts together a message that arrives in pieces, cut within a letter', async () => {
    const bytes = Buffer.from(line(view(1, { epoch: 'é' })))
    const cut = bytes.indexOf(0xc3) + 1
    await serve((response) => {
      response.write(bytes.subarray(0, cut))
      setImmediate(() => response.write(bytes.subarray(cut)))
    })
    const { heard } = listen()
    await vi.waitFor(() => expect(heard).toEqual(['view é']))
  })

  it('asks for the whole view again when a change is missing', async () => {
    await serve((response, turn) => response.write(turn === 1 ? line(view(1)) + line(change(3)) : line(view(3))))
    const { heard, links, clock } = listen()
    await vi.waitFor(() => expect(links.at(-1)?.state).toBe('lost'))
    expect(links.at(-1)?.detail).toContain('a change is missing between 1 and 3')
    await clock.advance(100)
    await vi.waitFor(() => expect(heard).toEqual(['view e1', 'view e1']))
    expect(links.at(-1)?.state).toBe('connected')
  })

  it.each([
    ['HTML', '<html>nonsense</html>\n', 'lost', 'not JSON'],
    ['another form', '{"kind":"view","protocol":"1.0","epoch":7}\n', 'lost', 'another form'],
    ['another protocol', line(view(1, { protocol: '2.0' })), 'refused', 'protocol 2.0'],
  ])('says why there is no link when the agent sends %s', async (_what, text, state, reason) => {
    await serve((response) => response.write(text))
    const { heard, links } = listen()
    await vi.waitFor(() => expect(links.at(-1)?.state).toBe(state))
    expect(links.at(-1)?.detail).toContain(reason)
    expect(heard).toEqual([])
  })

  it('dials until the agent is there, and keeps the moment since when it is lost', async () => {
    const { heard, links, clock } = listen()
    await vi.waitFor(() => expect(links.at(-1)?.state).toBe('lost'))
    const since = links.at(-1)?.since
    for (let turn = 0; turn < 6; turn += 1) await clock.advance(1_000)
    expect(client?.link()).toMatchObject({ state: 'lost', since })
    await serve((response) => response.write(line(view(1))))
    await vi.waitFor(async () => {
      await clock.advance(500)
      expect(heard).toEqual(['view e1'])
    })
  })

  it('takes an agent that says nothing for 35 s as lost', async () => {
    await serve((response) => response.write(line(view(1))))
    const { heard, links, clock } = listen()
    await vi.waitFor(() => expect(heard).toEqual(['view e1']))
    await clock.advance(34_000)
    expect(links.at(-1)?.state).toBe('connected')
    await clock.advance(3_000)
    expect(links.some(({ state, detail }) => state === 'lost' && detail.includes('said nothing'))).toBe(true)
  })

  it('reads agents that tell faster than it takes no faster than that', async () => {
    const agents = 12
    const long = (seq: number) => `${JSON.stringify(change(seq))}${' '.repeat(70_000)}\n`
    let sent = 0
    let taken = 0
    let most = 0
    await serve((response) => {
      if (response.req.url !== '/v1/stream') return response.end('{}')
      const next = (seq: number) => {
        sent += 1
        most = Math.max(most, sent - taken)
        response.write(long(seq), (error) => {
          if (!error) next(seq + 1)
        })
      }
      response.write(line(view(0)))
      next(1)
    })
    const clients = Array.from({ length: agents }, () =>
      openAgentClient(
        { kind: 'socket', path: socketPath },
        {
          ...{ onView() {}, onBeat() {}, onLink() {}, onClock() {} },
          onChange() {
            taken += 1
          },
        },
        { secret: null, clock: createManualClock() },
      ),
    )
    onTestFinished(() => {
      for (const one of clients) one.close()
    })
    await vi.waitFor(() => expect(taken).toBeGreaterThan(1_500), { timeout: 20_000 })
    // What is on the way, in the buffers of both ends and of the kernel.
    expect(most).toBeLessThan(agents * 20)
  })

  it('answers a question with the reason when the agent cannot be asked', async () => {
    listen()
    expect(await client?.inspectContainer('abc')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('ENOENT'),
    })
  })
})
