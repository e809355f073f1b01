import type { Clock, Timer } from '../link/clock.ts'

export type PacedQueue = {
  /** Runs `run` once, soon. Asked again before it starts, the first `run` serves both; asked while it runs, the newest runs after. */
  request(key: string, run: () => Promise<void>): void
  /** Whether `key` waits or runs. */
  has(key: string): boolean
  /** Nothing starts until `resume`; what is asked meanwhile waits. */
  pause(): void
  resume(): void
  /** Comes when nothing waits or runs. */
  whenIdle(): Promise<void>
  close(): void
}

type Pace = {
  clock: Clock
  concurrency: number
  /** How long a first request waits for others of its burst. */
  settleMs: number
  /** A key that keeps running rests up to this many times as long as its runs take, so that a storm costs a bounded share. */
  restFactor: number
  /** A key that goes on running more often than this, in runs a second, rests until it does not, however little it costs here: somebody else pays too. */
  mostOften?: number
}

/** What a key did lately: milliseconds of work and number of runs, as of `at`. */
type Past = { work: number; runs: number; at: number; restsUntil: number }

/** How much of what a key did counts now. */
const memory = (past: Past, now: number): number => 0.5 ** ((now - past.at) / forgetMs)

type Job = { run: () => Promise<void>; state: 'settling' | 'ready' | 'running'; again: boolean; timer: Timer | null }

const longestRestMs = 2_000
/** Work of a key is forgotten by half in this time; so much of it is a storm, and less rests less. */
const forgetMs = 1_000
const stormMs = 400

/** A queue of keyed jobs: bursts become one run, a storm is thinned by what each run costs, and one stuck job holds one place only. */
export function createPacedQueue({ clock, concurrency, settleMs, restFactor, mostOften = Infinity }: Pace): PacedQueue {
  const jobs = new Map<string, Job>()
  const ready: string[] = []
  const pasts = new Map<string, Past>()
  let idleWaiters: (() => void)[] = []
  let running = 0
  let paused = false
  let closed = false

  function request(key: string, run: () => Promise<void>): void {
    if (closed) return
    const known = jobs.get(key)
    if (known) {
      if (known.state !== 'running') return
      known.again = true
      known.run = run
      return
    }
    const job: Job = { run, state: 'settling', again: false, timer: null }
    jobs.set(key, job)
    const now = clock.now()
    const due = Math.max(now + settleMs, pasts.get(key)?.restsUntil ?? 0)
    job.timer = clock.after(due - now, () => {
      job.timer = null
      job.state = 'ready'
      ready.push(key)
      startReady()
    })
  }

  function startReady(): void {
    while (!paused && !closed && running < concurrency) {
      const key = ready.shift()
      const job = key === undefined ? undefined : jobs.get(key)
      if (key === undefined || !job) break
      start(key, job)
    }
  }

  async function start(key: string, job: Job): Promise<void> {
    job.state = 'running'
    running += 1
    const startedAt = clock.now()
    try {
      await job.run()
    } finally {
      running -= 1
      jobs.delete(key)
      rest(key, clock.now() - startedAt)
      if (job.again) request(key, job.run)
      startReady()
      if (jobs.size === 0) tellIdle()
    }
  }

  function rest(key: string, cost: number): void {
    const now = clock.now()
    const past = pasts.get(key) ?? { work: 0, runs: 0, at: now, restsUntil: now }
    const work = past.work * memory(past, now) + cost
    const runs = past.runs * memory(past, now) + 1
    const costRest = cost * restFactor * Math.min(work / stormMs, 1)
    const oftenRest = runs > mostOften ? 1_000 / mostOften : 0
    pasts.delete(key)
    pasts.set(key, { work, runs, at: now, restsUntil: now + Math.min(Math.max(costRest, oftenRest), longestRestMs) })
    // Insertion order is order of time, so what is forgotten stands at the front.
    for (const [other, past] of pasts) {
      if (memory(past, now) * Math.max(past.work, past.runs) >= 1) break
      pasts.delete(other)
    }
  }

  function tellIdle(): void {
    const waiters = idleWaiters
    idleWaiters = []
    for (const waiter of waiters) waiter()
  }

  return {
    request,
    has: (key) => jobs.has(key),
    pause() {
      paused = true
    },
    resume() {
      paused = false
      startReady()
    },
    whenIdle: () => (jobs.size === 0 ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve))),
    close() {
      closed = true
      for (const job of jobs.values()) job.timer?.cancel()
      jobs.clear()
      tellIdle()
    },
  }
}
