import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TestEngine = { socket: string; dockerHost: string; asked: string[]; stop(): Promise<void> }

/** A real HTTP server on a Unix socket that answers as a test wants, and remembers what it was asked. `/version` is answered unless the test does. */
export async function startTestEngine(answer: RequestListener, socketFolder?: string): Promise<TestEngine> {
  const folder = socketFolder ?? (await mkdtemp(join(tmpdir(), 'portolan-engine-')))
  const socket = join(folder, 'docker.sock')
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response)
    const isLeft = !response.headersSent && !response.writableEnded
    if (isLeft && request.url === '/version') {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ Version: '28.5.2', ApiVersion: '1.51', MinAPIVersion: '1.24', Os: 'linux' }))
    }
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return {
    socket,
    dockerHost: `unix://${socket}`,
    asked,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      if (socketFolder === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}
