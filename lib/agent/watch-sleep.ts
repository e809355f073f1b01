import type { Watch } from '../host/host-source.ts'
import type { Clock, Timer } from '../link/clock.ts'

const checkMs = 1_000
const sleepMs = 5_000

/** Notices that this process stood still for seconds: a laptop that slept, a process that was stopped. What was pushed meanwhile is lost. */
export function watchSleep(clock: Clock, onAwake: (sleptMs: number) => void): Watch {
  let checkedAt = clock.now()
  let timer: Timer = clock.after(checkMs, check)

  function check(): void {
    const now = clock.now()
    const gap = now - checkedAt
    checkedAt = now
    timer = clock.after(checkMs, check)
    if (gap > sleepMs) onAwake(gap)
  }

  return { stop: () => timer.cancel() }
}
