import type { StreamEvent } from './contract.ts'

export type StreamHandlers = {
  onEvent(event: StreamEvent, id: string): void
  /** The stream broke, or has been silent since then. Comes again with each attempt that fails. */
  onDown(since: number): void
  /** The server wants to know who asks. */
  onSignIn(): void
}

const kinds = ['topology', 'change', 'beat'] as const
const retryMs = [250, 500, 1_000, 2_000, 4_000]
/** The server says something at least every 5 s; a connection that is quiet for longer is dead, whatever the socket thinks. */
const silenceMs = 12_000

/** One EventSource at a time, closed before the next is opened, for as long as it is wanted. Goes on after the event `after`. */
export function readStream(after: string | null, handlers: StreamHandlers): { close(): void } {
  let source: EventSource | null = null
  let lastId = after
  let attempt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  const expectWord = () => {
    clearTimeout(timer)
    const since = Date.now()
    timer = setTimeout(() => retry(since), silenceMs)
  }

  const open = () => {
    const opened = new EventSource(lastId ? `/api/stream?after=${encodeURIComponent(lastId)}` : '/api/stream')
    source = opened
    for (const kind of kinds) {
      opened.addEventListener(kind, ({ data, lastEventId }) => {
        attempt = 0
        lastId = lastEventId
        expectWord()
        // No schema here: the page trusts its own server, which has checked the event.
        const event: StreamEvent = JSON.parse(data)
        handlers.onEvent(event, lastEventId)
      })
    }
    opened.addEventListener('error', () => {
      const refused = opened.readyState === EventSource.CLOSED
      retry(Date.now())
      if (refused) void askWhetherSignedIn()
    })
    expectWord()
  }

  const retry = (since: number) => {
    source?.close()
    source = null
    clearTimeout(timer)
    if (closed) return
    timer = setTimeout(open, retryMs[Math.min(attempt, retryMs.length - 1)])
    attempt += 1
    handlers.onDown(since)
  }

  // An EventSource does not tell why it was refused.
  const askWhetherSignedIn = async () => {
    const signedOut = await fetch('/api/session', { cache: 'no-store' }).then(
      (answer) => answer.status === 401,
      () => false, // no server to ask: the next attempt tells
    )
    if (signedOut && !closed) handlers.onSignIn()
  }

  open()
  return {
    close() {
      closed = true
      clearTimeout(timer)
      source?.close()
    },
  }
}
