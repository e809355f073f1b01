import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import { formatAddress } from './agent-address.ts'
import type { Clock } from './clock.ts'
import type { Dialler } from './create-dialler.ts'
import { createLineQueue } from './create-line-queue.ts'
import { createMessageReader } from './create-message-reader.ts'
import { explainFailure, type LinkEnd } from './explain-failure.ts'
import { createLineSplitter } from './line-splitter.ts'
import type { AgentMessage } from './protocol.ts'
import { channelBinding } from './secure-channel.ts'
import { verifyIdentity } from './verify-identity.ts'

export type Stream = {
  /** What arrived is not all looked at yet: this side is behind, not the agent. */
  isBehind(): boolean
  close(): void
}

type StreamHandlers = {
  /**
   * `message` is null where nothing in it is known here. `keyFingerprint` is that of the agent's own key, proven on this connection; null on a socket.
   */
  onMessage(message: AgentMessage | null, keyFingerprint: string | null): void
  /** Something arrives, if only a part of a message. */
  onProgress(): void
  /** Comes once, with the reason, unless `close` was called. */
  onEnd(end: LinkEnd): void
}

/** A view of 100,000 records is about 50 MB of JSON. */
const lineLimit = 256 * 1024 * 1024
/** Short, since a network that is there again is noticed by the next dialling only. */
const connectMs = 2_000

/** Opens an agent's stream and hands on its messages, each checked. The first one that is wrong ends it. */
export function openStream(dialler: Dialler, handlers: StreamHandlers, clock: Clock): Stream {
  const place = formatAddress(dialler.address)
  const read = createMessageReader()
  let ended = false
  let keyFingerprint: string | null = null
  /** Of this connection, worked out while it lives; null on a socket. */
  let binding: Buffer | null = null
  let reading: IncomingMessage | null = null
  const lines = createLineQueue(
    (line) => {
      if (!ended) take(line)
    },
    () => reading?.resume(),
  )

  /** What came before the end counts. */
  const end = (reason: string) => lines.afterAll(() => endWith({ refused: false, reason }))
  function endWith(what: LinkEnd): void {
    if (ended) return
    close()
    handlers.onEnd(what)
  }

  let answered = false
  const asking = dialler.listen('/v1/stream', (response) => {
    answered = true
    reading = response
    if (response.statusCode !== 200) {
      end(`the agent at ${place} answered its stream with status ${response.statusCode}`)
      return
    }
    if (response.socket instanceof TLSSocket) binding = channelBinding(response.socket)
    const split = createLineSplitter(lineLimit, {
      onLine: lines.push,
      onTooLong: () => end(`the agent at ${place} sent a line of more than ${lineLimit} characters`),
    })
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      if (ended) return
      handlers.onProgress()
      split(chunk)
      // An agent that tells faster than this side takes is read no faster.
      if (lines.isWaiting()) response.pause()
    })
    response.on('error', (error) => end(`the stream of the agent at ${place} broke: ${error.message}`))
    response.on('close', () => end(`the agent at ${place} ended its stream`))
  })
  asking.on('error', (error) => endWith(explainFailure(error, place)))
  asking.on('close', () => {
    if (!answered) end(`the agent at ${place} gave no answer`)
  })
  const connecting = clock.after(connectMs, () =>
    end(`the agent at ${place} does not answer: no connection within ${connectMs / 1000} s`),
  )
  asking.on('socket', (socket) => socket.once('connect', () => connecting.cancel()))

  function take(line: string): void {
    const parsed = read(line)
    if (!parsed.ok) {
      endWith(parsed.end)
      return
    }
    const { message } = parsed
    if (message?.kind === 'view' && binding) {
      const verified = verifyIdentity(message.identity, binding)
      if (!verified.ok) {
        endWith({ refused: true, reason: verified.reason })
        return
      }
      keyFingerprint = verified.fingerprint
    }
    handlers.onMessage(message, keyFingerprint)
  }

  function close(): void {
    ended = true
    lines.clear()
    connecting.cancel()
    asking.destroy()
  }

  return { isBehind: lines.isWaiting, close }
}
