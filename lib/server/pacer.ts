import type { Clock, Timer } from '../link/clock.ts'

export type Pacer = {
  ask(): void
  close(): void
}

/** Does something at once when asked, and then no more often than every `restMs`, the last asking never lost. */
export function createPacer(clock: Clock, restMs: number, run: () => void): Pacer {
  let resting: Timer | null = null
  let asked = false

  function ask(): void {
    if (resting) {
      asked = true
      return
    }
    resting = clock.after(restMs, () => {
      resting = null
      if (!asked) return
      asked = false
      ask()
    })
    run()
  }

  return { ask, close: () => resting?.cancel() }
}
