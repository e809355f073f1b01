import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EndpointTarget } from './endpoint.ts'
import { createEngineClient } from './engine-client.ts'
import { startTestEngine } from './test-engine.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-ssh-'))
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

const target: EndpointTarget = { kind: 'ssh', host: 'host7', user: 'ops', port: 2222, socketPath: '/run/other.sock' }

async function useProgram(text: string): Promise<void> {
  await writeFile(join(folder, 'ssh'), text)
  await chmod(join(folder, 'ssh'), 0o755)
}

function open() {
  return createEngineClient({ label: 'ssh://host7 (test)', target }, { deadlineMs: 5_000, maxBytes: 1_000_000 })
}

test('an engine is asked through the ssh program, several times over one connection', async () => {
  const engine = await startTestEngine((request, response) => {
    if (request.url === '/v1.51/info') response.end(JSON.stringify({ Name: 'x'.repeat(100_000) }))
  })
  await useProgram(`#!${process.execPath}
const { appendFileSync } = require('node:fs')
appendFileSync('${folder}/calls', process.argv.slice(2).join(' ') + '\\n')
const socket = require('node:net').connect('${engine.socket}')
process.stdin.pipe(socket)
socket.pipe(process.stdout)
`)
  const client = open()
  try {
    for (let round = 0; round < 3; round++) expect((await client.reads.readInfo()).ok).toBe(true)
    const calls = await readFile(join(folder, 'calls'), 'utf8')
    expect(calls).toBe(
      '-o ConnectTimeout=8 -o BatchMode=yes -T -l ops -p 2222 -- host7 docker --host unix:///run/other.sock system dial-stdio\n',
    )
  } finally {
    client.close()
    await engine.stop()
  }
})

test('what ssh says when it cannot connect is the reason', async () => {
  await useProgram('#!/bin/sh\necho "ops@host7: Permission denied (publickey)." >&2\nexit 255\n')
  const client = open()
  expect(await client.reads.readVersion()).toMatchObject({
    ok: false,
    code: 'no-engine',
    reason: 'ssh://host7 (test): ssh ended with code 255: ops@host7: Permission denied (publickey).',
  })
  client.close()
})
