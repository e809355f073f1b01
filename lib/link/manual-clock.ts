import type { Clock, Timer } from './clock.ts'

/** A clock for tests: time stands still until `advance`, which runs what falls due in order, with all that follows from it. */
export function createManualClock(start = 1_700_000_000_000): Clock & { advance(milliseconds: number): Promise<void> } {
  let now = start
  const waiting = new Set<{ due: number; run: () => void }>()

  function after(milliseconds: number, run: () => void): Timer {
    const entry = { due: now + milliseconds, run }
    waiting.add(entry)
    return { cancel: () => waiting.delete(entry) }
  }

  async function advance(milliseconds: number): Promise<void> {
    const end = now + milliseconds
    await settle()
    for (;;) {
      const next = [...waiting].sort((a, b) => a.due - b.due)[0]
      if (!next || next.due > end) break
      waiting.delete(next)
      now = Math.max(now, next.due)
      next.run()
      await settle()
    }
    now = end
  }

  return { now: () => now, after, advance }
}

/** Lets every promise that can go on go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
