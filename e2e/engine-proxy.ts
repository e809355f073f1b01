import { once } from 'node:events'
import { appendFileSync, chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** What stands between an agent and its engine: it writes down every request, and can be told to be a bad engine. */
export type EngineProxy = {
  readonly socket: string
  /** `GET /v1.41/containers/json?all=1`, in the order they came. */
  readonly requests: string[]
  /** While true, events are taken from the engine and thrown away. */
  dropEvents(drop: boolean): void
  /** Answers a request whose path matches instead of the engine; null takes it back. */
  answerInstead(matches: RegExp | null, answer?: (response: ServerResponse) => void): void
  /** Changes the JSON of the answers to a path before the agent sees it; null takes it back. */
  rewrite(matches: RegExp | null, change?: (text: string) => string): void
  close(): Promise<void>
}

/** Listens on `socket` and forwards to `engine`; each request is a line of `log`. */
export async function openEngineProxy(socket: string, engine: string, log: string): Promise<EngineProxy> {
  rmSync(socket, { force: true })
  const requests: string[] = []
  let dropping = false
  let instead: { matches: RegExp; answer: (response: ServerResponse) => void } | null = null
  let rewriting: { matches: RegExp; change: (text: string) => string } | null = null

  const server = createServer((asked, response) => {
    const line = `${asked.method} ${asked.url}`
    requests.push(line)
    appendFileSync(log, `${line}\n`)
    if (instead?.matches.test(asked.url ?? '')) instead.answer(response)
    else forward(asked, response)
  })

  function forward(asked: IncomingMessage, response: ServerResponse): void {
    const onward = request({
      socketPath: engine,
      path: asked.url,
      method: asked.method,
      headers: { ...asked.headers, 'accept-encoding': 'identity' },
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    onward.on('response', (answer) => {
      const path = asked.url ?? ''
      if (rewriting?.matches.test(path)) return void changed(answer, response, rewriting.change)
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      response.flushHeaders()
      const isEvents = /\/events(\?|$)/.test(path)
      answer.on('data', (part) => {
        if (!(isEvents && dropping)) response.write(part)
      })
      answer.on('end', () => response.end())
      answer.on('error', () => response.destroy())
    })
    asked.pipe(onward)
  }

  async function changed(
    answer: IncomingMessage,
    response: ServerResponse,
    change: (text: string) => string,
  ): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of answer) parts.push(part)
    const body = change(Buffer.concat(parts).toString())
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = answer.headers
    response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': Buffer.byteLength(body) })
    response.end(body)
  }

  server.listen(socket)
  await once(server, 'listening')
  // As the engine's own socket for whoever is in the group docker.
  chmodSync(socket, 0o666)
  return {
    socket,
    requests,
    dropEvents: (drop) => {
      dropping = drop
    },
    answerInstead: (matches, answer = (response) => response.destroy()) => {
      instead = matches && { matches, answer }
    },
    rewrite: (matches, change = (text) => text) => {
      rewriting = matches && { matches, change }
    },
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
