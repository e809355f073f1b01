import type { Clock, Timer } from './clock.ts'

export type ManualClock = Clock & {
  /** Lets time pass, and runs what falls due in order with all that follows from it. */
  advance(milliseconds: number): Promise<void>
  /** Lets time pass while nothing runs, as for a process that is stopped. */
  sleep(milliseconds: number): void
}

/** A clock for tests: time stands still until a test moves it. */
export function createManualClock(start = 1_700_000_000_000): ManualClock {
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

  function sleep(milliseconds: number): void {
    now += milliseconds
  }

  return { now: () => now, after, advance, sleep }
}

/** Lets every promise that can go on go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
