import { randomUUID } from 'node:crypto'
import type { StreamEvent } from '../api/contract.ts'
import type { Clock, Timer } from '../link/clock.ts'
import { encodeEvent, encodeWhole } from './encode-event.ts'
import { createReplayRing } from './replay-ring.ts'
import { createStreamClient, type StreamClient } from './stream-client.ts'

type Kind<K extends StreamEvent['kind']> = Extract<StreamEvent, { kind: K }>

export type StreamHub = {
  /** New at each start of the server; the first part of every event's id. */
  readonly epoch: string
  /** Sends an event to every browser, in order, each once. */
  publish(event: Kind<'topology'> | Kind<'change'>): void
  /** Sends the freshest statuses, now. It also comes by itself. */
  beat(): void
  /** A stream that goes on after the event `after`, or starts with the whole topology. Null when there are too many already. */
  open(after: string | null, signal: AbortSignal): ReadableStream<Uint8Array> | null
  count(): number
  close(): void
}

export type HubLimits = {
  streams: number
  /** A stream older than this is ended; its browser comes back at once. */
  ageMs: number
  beatMs: number
  /** What a browser may leave unread. */
  unreadBytes: number
  replay: { events: number; bytes: number }
}

export const hubLimits: HubLimits = {
  streams: 64,
  ageMs: 3_600_000,
  beatMs: 5_000,
  unreadBytes: 8 * 1024 * 1024,
  replay: { events: 512, bytes: 4 * 1024 * 1024 },
}

type Tell = {
  /** The whole topology as an event, or null while there is none. */
  whole(): Kind<'topology'> | null
  beat(): Kind<'beat'>
}

/** Fans one ordered stream of events out to browsers, none of which can hold up another. */
export function createStreamHub(tell: Tell, clock: Clock, limits: HubLimits = hubLimits): StreamHub {
  const epoch = randomUUID()
  const clients = new Set<StreamClient>()
  let ring = createReplayRing(0, limits.replay)
  let seq = 0
  let timer: Timer = clock.after(limits.beatMs, tick)
  let closed = false

  const encode = (event: StreamEvent) => encodeEvent(`${epoch}.${seq}`, event)

  function tick(): void {
    for (const client of clients) {
      if (clock.now() - client.openedAt >= limits.ageMs) client.end('ended: connect again')
    }
    beat()
    timer = clock.after(limits.beatMs, tick)
  }

  function beat(): void {
    if (clients.size === 0) return
    const chunk = encode(tell.beat())
    for (const client of clients) client.push(chunk)
  }

  function missedSince(after: string | null): Uint8Array[] | null {
    const [theirEpoch, theirSeq] = after?.split('.') ?? []
    if (theirEpoch !== epoch || !theirSeq || !/^\d{1,15}$/.test(theirSeq)) return null
    return ring.after(Number(theirSeq))
  }

  /** As of this moment, whenever they are asked for. */
  function firstChunks(after: string | null): Iterable<Uint8Array> {
    const missed = missedSince(after)
    if (missed) return missed
    const whole = tell.whole()
    return whole ? encodeWhole(`${epoch}.${seq}`, whole) : []
  }

  return {
    epoch,
    publish(event) {
      seq += 1
      const chunk = encode(event)
      // After a whole topology nobody needs what came before it.
      if (event.kind === 'topology') ring = createReplayRing(seq - 1, limits.replay)
      ring.add(seq, chunk)
      for (const client of clients) client.push(chunk)
    },
    beat,
    open(after, signal) {
      if (closed || clients.size >= limits.streams) return null
      const client = createStreamClient(clock.now(), firstChunks(after), limits.unreadBytes, () =>
        clients.delete(client),
      )
      clients.add(client)
      client.push(encode(tell.beat()))
      signal.addEventListener('abort', () => client.end('gone', true), { once: true })
      if (signal.aborted) client.end('gone', true)
      return client.stream
    },
    count: () => clients.size,
    close() {
      closed = true
      timer.cancel()
      for (const client of clients) client.end('ended: the server stops')
    },
  }
}
