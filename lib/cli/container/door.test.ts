import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'

/** A door before a Unix socket, on a port of loopback. */
async function openDoor() {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-door-'))
  const path = join(folder, 'web.sock')
  const port = await freePort()
  const door = spawn(process.execPath, [join(import.meta.dirname, 'door.js')], {
    env: { NODE_ENV: 'test', PORTOLAN_DOOR: path, PORTOLAN_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  door.stdout.on('data', (part) => {
    said += part
  })
  onTestFinished(async () => {
    door.kill()
    await once(door, 'exit')
    rmSync(folder, { recursive: true })
  })
  const says = (words: string) => vi.waitFor(() => expect(said).toContain(words), { timeout: 10_000, interval: 20 })
  return { path, port, says }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

it('a door listens on loopback while there is somebody behind it, and passes all on', async () => {
  const { path, port, says } = await openDoor()
  await says('does not run on this host')
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()

  const web = createHttpServer((request, response) => response.end(`${request.url} of ${request.headers.host}`))
  web.listen(path)
  await says(`Portolan is at http://127.0.0.1:${port}`)
  const answer = await fetch(`http://127.0.0.1:${port}/page`)
  expect(await answer.text()).toBe(`/page of 127.0.0.1:${port}`)

  web.closeAllConnections()
  web.close()
  await vi.waitFor(() => expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow(), { timeout: 10_000 })
})
