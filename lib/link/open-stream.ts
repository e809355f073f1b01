import { request } from 'node:http'
import { createLineSplitter } from './line-splitter.ts'
import { parseMessage } from './parse-message.ts'
import type { AgentMessage } from './protocol.ts'

export type Stream = { close(): void }

type StreamHandlers = {
  onMessage(message: AgentMessage): void
  /** Comes once, with the reason, unless `close` was called. */
  onEnd(reason: string): void
}

/** A view of 100,000 records is about 50 MB of JSON. */
const lineLimit = 256 * 1024 * 1024

/** Opens an agent's stream and hands on its messages, each checked. The first one that is wrong ends it. */
export function openStream(socketPath: string, handlers: StreamHandlers): Stream {
  let ended = false

  const end = (reason: string) => {
    if (ended) return
    close()
    handlers.onEnd(reason)
  }

  const asking = request({ socketPath, path: '/v1/stream', agent: false }, (response) => {
    if (response.statusCode !== 200) {
      end(`the agent answered its stream with status ${response.statusCode}`)
      return
    }
    const split = createLineSplitter(lineLimit, {
      onLine: (line) => {
        if (ended) return
        const parsed = parseMessage(line)
        if (parsed.ok) handlers.onMessage(parsed.message)
        else end(parsed.reason)
      },
      onTooLong: () => end(`the agent sent a line of more than ${lineLimit} characters`),
    })
    response.setEncoding('utf8')
    response.on('data', split)
    response.on('error', (error) => end(`the agent's stream broke: ${error.message}`))
    response.on('close', () => end('the agent ended its stream'))
  })
  asking.on('error', (error) => end(`the agent at ${socketPath} does not answer: ${error.message}`))
  asking.end()

  function close(): void {
    ended = true
    asking.destroy()
  }

  return { close }
}
