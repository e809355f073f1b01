import type { Watch } from '../host/host-source.ts'
import type { Clock, Timer } from '../link/clock.ts'

export type SweepPart = { inode: number; isHost: boolean; readAt: number }

type Sweep = {
  clock: Clock
  parts(): SweepPart[]
  /** Reads one part and says what it cost in milliseconds; null when it is being read anyway. */
  read(inode: number): Promise<number> | null
}

/** Share of one core that the sweep may use, measured by the time its reads take. */
const budget = 0.03
const hostEveryMs = 10_000
/** A part read later than this is fresh enough. */
const freshMs = 5_000
const longestWaitMs = 500
/** What one very slow read counts at most, in milliseconds of work. */
const deepestDebtMs = 1_500

/** Goes round all namespaces for good, the one read longest ago first, within its budget; the host's own every 10 s. */
export function startSweep({ clock, parts, read }: Sweep): Watch {
  let credit = 0
  let countedAt = clock.now()
  let stopped = false
  let timer: Timer = clock.after(longestWaitMs, step)

  async function step(): Promise<void> {
    earn()
    const inode = choose()
    const reading = inode === null ? null : read(inode)
    if (reading) {
      credit = Math.max(credit - (await reading), -deepestDebtMs)
      if (stopped) return
      earn()
    }
    const wait = reading ? Math.min(-credit / budget, longestWaitMs) : longestWaitMs
    timer = clock.after(wait, step)
  }

  function earn(): void {
    const now = clock.now()
    credit = Math.min(credit + (now - countedAt) * budget, 0)
    countedAt = now
  }

  function choose(): number | null {
    const now = clock.now()
    const all = parts()
    const host = all.find((part) => part.isHost)
    if (host && now - host.readAt >= hostEveryMs) return host.inode
    if (credit < 0) return null
    let oldest: SweepPart | null = null
    for (const part of all) if (!part.isHost && (oldest === null || part.readAt < oldest.readAt)) oldest = part
    return oldest && now - oldest.readAt >= freshMs ? oldest.inode : null
  }

  return {
    stop() {
      stopped = true
      timer.cancel()
    },
  }
}
