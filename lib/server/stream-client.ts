export type StreamClient = {
  readonly stream: ReadableStream<Uint8Array>
  readonly openedAt: number
  /** Queues a chunk; a reader for whom that would be more than its limit is cut off. */
  push(chunk: Uint8Array): void
  /** Says why, and ends the stream. What was not read yet is dropped when `drop`. */
  end(reason: string, drop?: boolean): void
}

/** One browser's stream with a queue that cannot grow without bound. `onGone` comes once, whoever ended it. */
export function createStreamClient(openedAt: number, limitBytes: number, onGone: () => void): StreamClient {
  let queue: Uint8Array[] = []
  let queued = 0
  let wake: (() => void) | null = null
  let ending = false
  let gone = false

  const leave = () => {
    if (gone) return
    gone = true
    onGone()
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (queue.length === 0 && !ending) await new Promise<void>((resolve) => (wake = resolve))
        const chunk = queue.shift()
        if (chunk) {
          queued -= chunk.byteLength
          controller.enqueue(chunk)
        }
        if (ending && queue.length === 0) controller.close()
      },
      cancel() {
        queue = []
        ending = true
        wake?.()
        leave()
      },
    },
    { highWaterMark: 0 },
  )

  const add = (chunk: Uint8Array) => {
    queue.push(chunk)
    queued += chunk.byteLength
    wake?.()
    wake = null
  }

  const end = (reason: string, drop = false) => {
    if (ending) return
    if (drop) queue = []
    ending = true
    add(new TextEncoder().encode(`: ${reason}\n\n`))
    leave()
  }

  return {
    stream,
    openedAt,
    push(chunk) {
      if (ending) return
      if (queue.length > 0 && queued + chunk.byteLength > limitBytes)
        end('cut off: too slow to read, connect again', true)
      else add(chunk)
    },
    end,
  }
}
