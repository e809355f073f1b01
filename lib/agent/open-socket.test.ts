import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSocket } from './open-socket.ts'

let folder: string
const servers: Server[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-socket-'))
})

afterEach(async () => {
  for (const server of servers.splice(0)) server.close()
  await rm(folder, { recursive: true })
})

const open = (path: string, mode = 0o660) => {
  const server = createServer()
  servers.push(server)
  return openSocket(server, { path, mode, group: null })
}

describe('openSocket', () => {
  it('makes a socket of the rights asked for', async () => {
    const path = join(folder, 'a.sock')
    expect(await open(path, 0o640)).toEqual({ ok: true })
    expect((await stat(path)).mode & 0o777).toBe(0o640)
  })

  it('leaves a socket that another agent serves', async () => {
    const path = join(folder, 'a.sock')
    await open(path)
    expect(await open(path)).toEqual({ ok: false, reason: `another agent serves the socket ${path}` })
  })

  it('replaces a socket that nobody serves any more', async () => {
    const path = join(folder, 'a.sock')
    spawnSync(process.execPath, [
      '-e',
      `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`,
    ])
    expect((await stat(path)).isSocket()).toBe(true)
    expect(await open(path)).toEqual({ ok: true })
  })

  it('leaves what is not a socket', async () => {
    const path = join(folder, 'a.sock')
    await writeFile(path, 'precious')
    expect(await open(path)).toEqual({ ok: false, reason: `${path} is there and is not a socket` })
  })

  it('says when the folder is missing, or the path too long', async () => {
    expect(await open(join(folder, 'no', 'a.sock'))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('does not exist'),
    })
    expect(await open(join(folder, 'x'.repeat(120)))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('longer than 107'),
    })
  })
})
