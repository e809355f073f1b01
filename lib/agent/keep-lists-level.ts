import type { HostAnswers } from '../collect/host-answers.ts'
import type { ListDifferences } from '../collect/read-lists.ts'
import type { Clock, Timer } from '../link/clock.ts'
import type { EngineReader } from './engine-reader.ts'

export type ListKeeper = {
  /** Events may have been lost: facts and lists are read at once. */
  compareAfterGap(): void
  stop(): void
}

type ListHandlers = {
  isLive(): boolean
  onCompared(differences: ListDifferences, afterGap: boolean): void
}

const everyMs = 30_000
const retryMs = 2_000

/** Holds what is shown against the engine's lists, every 30 s and after each gap. One compare at a time. */
export function keepListsLevel(
  engine: EngineReader,
  answers: HostAnswers,
  clock: Clock,
  { isLive, onCompared }: ListHandlers,
): ListKeeper {
  let running = false
  let gap = false
  let stopped = false
  let timer: Timer = clock.after(everyMs, tick)

  function tick(): void {
    timer = clock.after(everyMs, tick)
    if (isLive()) compare()
  }

  async function compare(): Promise<void> {
    if (running) return
    running = true
    const afterGap = gap
    gap = false
    const differences = await engine.compareLists(afterGap)
    running = false
    if (stopped) return
    onCompared(differences, afterGap)
    if (gap) compare()
    else if (!answers.containerList?.ok || !answers.networkList?.ok) retrySoon(afterGap)
  }

  /** An engine that is only just up may refuse its first lists. */
  function retrySoon(afterGap: boolean): void {
    gap ||= afterGap
    timer.cancel()
    timer = clock.after(retryMs, tick)
  }

  return {
    compareAfterGap() {
      gap = true
      compare()
    },
    stop() {
      stopped = true
      timer.cancel()
    },
  }
}
