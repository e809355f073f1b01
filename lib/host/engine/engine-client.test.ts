import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { EngineEvent } from '../host-source.ts'
import { createEngineClient, type EngineClient } from './engine-client.ts'
import { startTestEngine, type TestEngine } from './test-engine.ts'

const open: { close(): void | Promise<void>; stop?(): Promise<void> }[] = []
afterEach(async () => {
  for (const { close } of open.splice(0).reverse()) await close()
})

const limits = { deadlineMs: 1_500, maxBytes: 100_000 }
const id = 'a'.repeat(64)
const container = `/v1.51/containers/${id}/json`

function clientOf(path: string): EngineClient {
  const client = createEngineClient({ label: `unix://${path} (test)`, target: { kind: 'unix', path } }, limits)
  open.push(client)
  return client
}

async function start(answer: RequestListener): Promise<{ engine: TestEngine; client: EngineClient }> {
  const engine = await startTestEngine(answer)
  open.push({ close: () => engine.stop() })
  return { engine, client: clientOf(engine.socket) }
}

const answerTo =
  (url: string, body: string, status = 200, type = 'application/json'): RequestListener =>
  (request, response) => {
    if (request.url === url) response.writeHead(status, { 'content-type': type }).end(body)
  }

test('each read asks its own path, with the negotiated version', async () => {
  const { engine, client } = await start((request, response) => {
    const isList = /(?:networks|nodes|services)$|tasks|containers\/json/.test(request.url ?? '')
    if (request.url !== '/version') response.end(isList ? '[{"Id":"x"}]' : '{"Id":"x"}')
  })
  const { reads } = client
  for (const read of [reads.readInfo, reads.readNetworks, reads.readContainers]) expect((await read()).ok).toBe(true)
  expect(await reads.readContainer(id)).toMatchObject({
    ok: true,
    value: { Id: 'x' },
    source: `GET /containers/${id}/json`,
  })
  expect((await reads.readNetwork('0123456789abcdefghijklmno')).ok).toBe(true)
  for (const read of [reads.readNodes, reads.readServices]) expect((await read()).ok).toBe(true)
  for (const runtime of ['service', 'attachment'] as const) expect((await reads.readTasks(runtime)).ok).toBe(true)
  expect(engine.asked).toEqual([
    'GET /version',
    'GET /v1.51/info',
    'GET /v1.51/networks',
    'GET /v1.51/containers/json?all=1',
    `GET ${container}`,
    'GET /v1.51/networks/0123456789abcdefghijklmno',
    'GET /v1.51/nodes',
    'GET /v1.51/services',
    'GET /v1.51/tasks',
    `GET /v1.51/tasks?filters=${encodeURIComponent('{"runtime":["attachment"]}')}`,
  ])
})

test.each(['../../images/json', 'x/archive?path=/', `${id}/export`, 'ABC', ''])(
  'the id "%s" never gets into a path',
  async (bad) => {
    const { engine, client } = await start(() => {})
    expect(await client.reads.readContainer(bad)).toMatchObject({ ok: false, code: 'failed' })
    expect(await client.reads.readNetwork(bad)).toMatchObject({ ok: false, code: 'failed' })
    expect(engine.asked).toEqual(['GET /version'])
  },
)

test.each<[string, RequestListener, string, string]>([
  [
    'HTML',
    answerTo(container, '<html><h1>Sign in</h1>', 200, 'text/html'),
    'bad-answer',
    `GET ${container} answered 200 with text/html: "<html><h1>Sign in</h1>"`,
  ],
  ['half of its JSON', answerTo(container, '{"Id":"a","Na'), 'bad-answer', 'JSON that breaks off'],
  ['a list for an object', answerTo(container, '[]'), 'bad-answer', 'answered with a list where an object is due'],
  [
    '500',
    answerTo(container, '{"message":"driver \\u001b[31mfailed"}', 500),
    'engine-refused',
    'answered 500: driver [31mfailed',
  ],
  [
    '502 in HTML',
    answerTo(container, '<html>Bad gateway', 502, 'text/html'),
    'engine-refused',
    'answered 502 with text/html',
  ],
  ['404', answerTo(container, '{"message":"No such container"}', 404), 'gone', 'answered 404: No such container'],
  [
    'a redirect',
    (request, response) => {
      if (request.url === container) response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end()
    },
    'bad-answer',
    'answered 307',
  ],
  ['nothing', () => {}, 'timeout', 'gave no answer within 1.5 s'],
  [
    'headers and then nothing',
    (request, response) => {
      if (request.url === container) response.writeHead(200, { 'content-type': 'application/json' }).write('{"Id":')
    },
    'timeout',
    'gave no answer within 1.5 s',
  ],
  [
    'a connection that breaks',
    (request, response) => {
      if (request.url !== container) return
      response.writeHead(200, { 'content-length': '1000' }).write('{"Id":')
      setImmediate(() => response.destroy())
    },
    'bad-answer',
    'was cut off in its answer',
  ],
  ['too much', answerTo(container, JSON.stringify({ text: 'x'.repeat(200_000) })), 'too-much', 'more than 0.1 MB'],
])(
  'an engine that answers %s gives a failure that says so, and goes on answering',
  async (_name, answer, code, reason) => {
    const { client } = await start((request, response) => {
      answer(request, response)
      if (request.url === '/v1.51/info') response.end('{}')
    })
    const read = await client.reads.readContainer(id)
    expect(read).toMatchObject({ ok: false, code, source: `GET /containers/${id}/json` })
    if (!read.ok) expect(read.reason).toContain(reason)
    expect((await client.reads.readInfo()).ok).toBe(true)
  },
)

test('an engine that is too old is named with its version', async () => {
  const { client } = await start(
    answerTo('/version', '{"Version":"18.09.1","ApiVersion":"1.39","MinAPIVersion":"1.12"}'),
  )
  const read = await client.reads.readNetworks()
  expect(read).toMatchObject({ ok: false, code: 'engine-too-old', source: 'GET /networks' })
  if (!read.ok) expect(read.reason).toContain('Docker engine 18.09.1 speaks API 1.39 at most')
})

test('no socket, a plain file and a socket that nobody listens on are no engine', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-engine-'))
  open.push({ close: () => rm(folder, { recursive: true }) })
  const missing = join(folder, 'missing.sock')
  expect(await clientOf(missing).reads.readVersion()).toMatchObject({
    code: 'no-engine',
    reason: `no Docker engine listens at unix://${missing} (test): the socket does not exist`,
  })
  const file = join(folder, 'file.sock')
  await writeFile(file, '')
  expect(await clientOf(file).reads.readVersion()).toMatchObject({ ok: false, code: 'no-engine' })
})

test('an engine that was started again is asked over new connections', async () => {
  const answer: RequestListener = (request, response) => {
    if (request.url === '/v1.51/info') response.end('{}')
  }
  const { engine, client } = await start(answer)
  expect((await client.reads.readInfo()).ok).toBe(true)
  await engine.stop()
  const folder = dirname(engine.socket)
  await mkdir(folder)
  open.push({ close: () => rm(folder, { recursive: true, force: true }) })
  const again = await startTestEngine(answer, folder)
  open.push({ close: () => again.stop() })
  expect((await client.reads.readInfo()).ok).toBe(true)
})

test.each([
  ['older', '1.41', 'client version 1.51 is too new. Maximum supported API version is 1.41'],
  ['newer', '1.60', 'client version 1.51 is too old. Minimum supported API version is 1.55'],
])('an %s engine at the same socket is spoken to in its own version', async (_name, api, message) => {
  let speaks = '1.51'
  const { engine, client } = await start((request, response) => {
    const [, version = speaks] = /^\/v([\d.]+)\//.exec(request.url ?? '') ?? []
    const isTooNew = Number(version.slice(2)) > Number(speaks.slice(2))
    const isTooOld = speaks === '1.60' && Number(version.slice(2)) < 55
    if (request.url === '/version')
      response.end(
        JSON.stringify({ Version: '1', ApiVersion: speaks, MinAPIVersion: speaks === '1.60' ? '1.55' : '1.24' }),
      )
    else if (isTooNew || isTooOld) response.writeHead(400).end(JSON.stringify({ message }))
    else if (request.url?.includes('/events')) response.writeHead(200).flushHeaders()
    else response.end('{}')
  })
  expect((await client.reads.readInfo()).ok).toBe(true)
  speaks = api
  const watchOnce = () =>
    new Promise<string>((resolve) => {
      const watch = client.reads.watchEvents({
        onOpen() {
          watch.stop()
          resolve('open')
        },
        onEvent() {},
        onClose: (reason, code) => resolve(`${code}: ${reason}`),
      })
    })
  expect(await watchOnce()).toContain(`engine-refused: GET /v1.51/events answered 400: ${message}`)
  expect(await watchOnce()).toBe('open')
  expect((await client.reads.readVersion()).ok).toBe(true)
  expect((await client.reads.readInfo()).ok).toBe(true)
  expect(engine.asked.at(-1)).toBe(`GET /v${api === '1.60' ? '1.55' : api}/info`)
})

test('events come whole however they were cut, what is none is skipped, and the end is told once', async () => {
  const line = (name: string) =>
    `${JSON.stringify({ Type: 'container', Action: 'start', Actor: { ID: name, Attributes: {} }, timeNano: 1 })}\n`
  const { engine, client } = await start((request, response) => {
    if (!request.url?.startsWith('/v1.51/events') && !request.url?.startsWith('/events')) return
    response.writeHead(200, { 'content-type': 'application/json' })
    const bytes = Buffer.from(`${line('é1')}not json\n${line('two')}`)
    for (const byte of bytes) response.write(Buffer.from([byte]))
    response.end()
  })
  const events: EngineEvent[] = []
  let opens = 0
  const reason = await new Promise<string>((resolve) => {
    client.reads.watchEvents(
      { onOpen: () => opens++, onEvent: (event) => events.push(event), onClose: resolve },
      1.7e18,
    )
  })
  expect(events.map((event) => event.id)).toEqual(['é1', 'two'])
  expect(opens).toBe(1)
  expect(reason).toContain('1 of its lines could not be read')
  expect(engine.asked.at(-1)).toContain('since=1700000000')
  expect(engine.asked.at(-1)).toMatch(/^GET (\/v1\.51)?\/events\?filters=/)
})

test('an event stream that is refused says why; a stopped one says nothing more', async () => {
  const { client } = await start((request, response) => {
    if (request.url?.includes('/events')) response.writeHead(500).end('{"message":"no events today"}')
  })
  const reason = await new Promise<string>((resolve) => {
    client.reads.watchEvents({ onOpen() {}, onEvent() {}, onClose: resolve })
  })
  expect(reason).toContain('no events today')
})

test.each([
  ['floods', 'x'.repeat(70_000)],
  ['falls silent', '{"message":"no ev'],
])('a refusal of the event stream that %s is not waited for', async (_, beginning) => {
  const { client } = await start((request, response) => {
    if (request.url?.includes('/events')) response.writeHead(500).write(beginning)
  })
  const reason = await new Promise<string>((resolve) => {
    client.reads.watchEvents({ onOpen() {}, onEvent() {}, onClose: resolve })
  })
  expect(reason).toContain('answered 500')
})
