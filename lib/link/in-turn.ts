const waiting: (() => void)[] = []

/** Does long work, one piece a turn of the event loop, so that between two of them all else goes on. */
export function inTurn(work: () => void): void {
  waiting.push(work)
  if (waiting.length === 1) setImmediate(next)
}

function next(): void {
  const [work] = waiting
  try {
    work?.()
  } finally {
    waiting.shift()
    if (waiting.length > 0) setImmediate(next)
  }
}
