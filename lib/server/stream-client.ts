export type StreamClient = {
  readonly stream: ReadableStream<Uint8Array>
  readonly openedAt: number
  /** Queues a chunk; a reader for whom that would be more than its limit is cut off. */
  push(chunk: Uint8Array): void
  /** Says why, and ends the stream. What was not read yet is dropped when `drop`. */
  end(reason: string, drop?: boolean): void
}

/**
 * One browser's stream: `lead`, made only as it is read, then a queue that cannot grow without bound. `onGone` comes once, whoever ended it.
 */
export function createStreamClient(
  openedAt: number,
  lead: Iterable<Uint8Array>,
  limitBytes: number,
  onGone: () => void,
): StreamClient {
  let first: Iterator<Uint8Array> | null = lead[Symbol.iterator]()
  let firstBytes = 0
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

  /** Others have their turn before each piece. */
  async function nextOfLead(): Promise<Uint8Array | null> {
    await new Promise<void>((resolve) => setImmediate(resolve))
    const next = first?.next()
    if (next && !next.done) {
      firstBytes += next.value.byteLength
      return next.value
    }
    first = null
    return null
  }

  async function nextOfQueue(): Promise<Uint8Array | undefined> {
    if (queue.length === 0 && !ending) await new Promise<void>((resolve) => (wake = resolve))
    const chunk = queue.shift()
    if (chunk) queued -= chunk.byteLength
    return chunk
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = (first && (await nextOfLead())) ?? (await nextOfQueue())
        if (chunk) controller.enqueue(chunk)
        if (ending && queue.length === 0) controller.close()
      },
      cancel() {
        first = null
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
    ending = true
    // An event may be half sent; a word in the middle of it would be taken for a part of it.
    const inLead = first !== null
    first = null
    if (drop || inLead) queue = []
    if (inLead) wake?.()
    else add(new TextEncoder().encode(`: ${reason}\n\n`))
    leave()
  }

  return {
    stream,
    openedAt,
    push(chunk) {
      if (ending) return
      if (queue.length > 0 && queued + chunk.byteLength > limitBytes + 2 * firstBytes)
        end('cut off: too slow to read, connect again', true)
      else add(chunk)
    },
    end,
  }
}
