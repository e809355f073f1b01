import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createServer as createRaw } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { askAgent } from './ask-agent.ts'
import { createDialler } from './create-dialler.ts'
import { InspectAnswer } from './protocol.ts'

async function askFor(body: string) {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-ask-'))
  const socket = join(folder, 'agent.sock')
  const server = createServer((_request, response) => response.end(body)).listen(socket)
  await once(server, 'listening')
  onTestFinished(async () => {
    server.close()
    await rm(folder, { recursive: true })
  })
  return askAgent(createDialler({ kind: 'socket', path: socket }, null), '/v1/container/x', InspectAnswer, null)
}

const answer = (inspect: string) => `{"found":true,"inspect":${inspect},"reason":null,"readAt":1}`

it.each([
  ['nested without end', answer('['.repeat(200_000) + ']'.repeat(200_000)), /nested too deeply/],
  ['no JSON', '<html>', /is not JSON/],
  ['of another form', '{"found":1}', /has another form/],
])('an answer that is %s is told, not thrown', async (_, body, reason) => {
  expect(await askFor(body)).toEqual({ ok: false, reason: expect.stringMatching(reason) })
})

it('gives the answer', async () => {
  expect(await askFor(answer('{"a":[1]}'))).toMatchObject({ ok: true, value: { inspect: { a: [1] } } })
})

it('one that only offers another protocol gives none, which is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-ask-'))
  const path = join(folder, 'agent.sock')
  const offer = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n'
  const server = createRaw((socket) => socket.on('data', () => socket.write(offer))).listen(path)
  await once(server, 'listening')
  onTestFinished(async () => {
    server.close()
    await rm(folder, { recursive: true })
  })
  expect(await askAgent(createDialler({ kind: 'socket', path }, null), '/v1/clock', InspectAnswer, null)).toEqual({
    ...{ ok: false, reason: 'the agent gave no answer to /v1/clock' },
  })
})
