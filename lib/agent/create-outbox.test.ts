import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createManualClock } from '../link/manual-clock.ts'
import { createOutbox } from './create-outbox.ts'

const million = 1_000_000

/** A reader on a real connection, and the outbox that sends to it. */
async function connectReader() {
  const clock = createManualClock()
  const asked: ServerResponse[] = []
  const server = createServer((_request, response) => {
    asked.push(response)
    response.writeHead(200)
    response.flushHeaders()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  const reader = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port }, resolve).on('error', reject).end()
  })
  reader.on('error', () => {})
  const [response] = asked
  if (!response) throw new Error('the server was not asked')
  return { reader, response, clock, outbox: createOutbox(response, clock) }
}

it('gives every text whole and in order, wherever it is cut', async () => {
  const { reader, response, outbox } = await connectReader()
  const texts = ['a', '🦑'.repeat(300_000), `b${'🦑'.repeat(300_000)}`, 'c']
  let read = ''
  reader.setEncoding('utf8').on('data', (part: string) => {
    read += part
  })
  for (const text of texts) outbox.send(text)
  await vi.waitFor(() => expect(read.length).toBe(texts.join('').length), { timeout: 10_000 })
  expect(read === texts.join('')).toBe(true)
  expect(response.destroyed).toBe(false)
})

it('bears with a reader that is slow, though the text is longer than all that may be left unread', async () => {
  const { reader, response, clock, outbox } = await connectReader()
  let read = 0
  const whole = 40 * million
  const startedAt = clock.now()
  outbox.send('x'.repeat(whole))
  reader.on('data', (part: Buffer) => {
    read += part.length
    // About 5 Mbit/s: over a minute for all of it.
    clock.sleep(part.length / 650)
    outbox.send('beat')
  })
  await vi.waitFor(() => expect(read).toBeGreaterThanOrEqual(whole), { timeout: 20_000 })
  expect(response.destroyed).toBe(false)
  expect(clock.now() - startedAt).toBeGreaterThan(60_000)
}, 30_000)

it('cuts off a reader that stands still for twenty seconds', async () => {
  const { reader, response, clock, outbox } = await connectReader()
  reader.pause()
  outbox.send('x'.repeat(20 * million))
  await clock.advance(19_000)
  outbox.send('beat')
  expect(response.destroyed).toBe(false)
  await vi.waitFor(() => expect(response.writableLength).toBeGreaterThan(0))
  clock.sleep(21_000)
  outbox.send('beat')
  expect(response.destroyed).toBe(true)
})

it('cuts off a reader that falls too far behind', async () => {
  const { reader, response, outbox } = await connectReader()
  reader.pause()
  for (let turn = 0; turn < 40 && !response.destroyed; turn += 1) outbox.send('x'.repeat(million))
  expect(response.destroyed).toBe(true)
})
