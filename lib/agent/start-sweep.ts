import type { Watch } from '../host/host-source.ts'
import type { Clock, Timer } from '../link/clock.ts'

export type SweepPart = { inode: number; isHost: boolean; readAt: number }

type Sweep = {
  clock: Clock
  parts(): SweepPart[]
  /** Reads one part; null when it is being read anyway. */
  read(inode: number): Promise<void> | null
  /** Processor time in milliseconds that the agent and its tools have used so far, for whatever purpose. */
  spent(): number
}

/** Share of one core that the agent uses when nothing happens: what is left of it goes to the sweep. */
const budget = 0.04
const hostEveryMs = 10_000
/** A host so large that its own namespace would take more of the budget than this is read less often. */
const hostShare = 0.5
/** A part read later than this is fresh enough. */
const freshMs = 5_000
const longestWaitMs = 500
/** After a storm the sweep pays back no more than this. */
const deepestDebtMs = 800

/** Goes round all namespaces for good, the one read longest ago first, within its budget; the host's own every 10 s. */
export function startSweep({ clock, parts, read, spent }: Sweep): Watch {
  let credit = 0
  let countedAt = clock.now()
  let spentThen = spent()
  let hostWaitMs = hostEveryMs
  let stopped = false
  let timer: Timer = clock.after(longestWaitMs, step)

  async function step(): Promise<void> {
    count()
    const part = choose()
    const reading = part && read(part.inode)
    if (reading) {
      await reading
      if (stopped) return
      const cost = count()
      if (part.isHost) hostWaitMs = Math.max(hostEveryMs, cost / (budget * hostShare))
    }
    const wait = reading ? Math.min(-credit / budget, longestWaitMs) : longestWaitMs
    timer = clock.after(wait, step)
  }

  /** Earns credit for the time that passed, and gives the processor time that was spent in it. */
  function count(): number {
    const now = clock.now()
    const spentNow = spent()
    const cost = spentNow - spentThen
    credit += (now - countedAt) * budget - cost
    credit = Math.max(Math.min(credit, 0), -deepestDebtMs)
    countedAt = now
    spentThen = spentNow
    return cost
  }

  function choose(): SweepPart | null {
    const now = clock.now()
    const all = parts()
    const host = all.find((part) => part.isHost)
    if (host && now - host.readAt >= hostWaitMs) return host
    if (credit < 0) return null
    let oldest: SweepPart | null = null
    for (const part of all) if (!part.isHost && (oldest === null || part.readAt < oldest.readAt)) oldest = part
    return oldest && now - oldest.readAt >= freshMs ? oldest : null
  }

  return {
    stop() {
      stopped = true
      timer.cancel()
    },
  }
}
