import type { EngineEvent, EngineReads, Watch } from '../host/host-source.ts'
import type { Clock, Timer } from '../link/clock.ts'
import type { FailureCode } from '../model/failure-code.ts'
import type { HostStatus } from '../model/status.ts'

export type EngineState = HostStatus['engine']

type EngineWatchHandlers = {
  onEvent(event: EngineEvent): void
  /** Events may have been lost. After `reopened` it may be another engine, or the same one that started anew. */
  onGap(why: 'opened' | 'reopened' | 'answers-again'): void
  /** `code`: why there is no answer, where the engine or the way to it said so. */
  onState(state: EngineState, code: FailureCode | null): void
}

const checkMs = 1_000
/** A stream this quiet is asked for a sign of life; an engine that gives none for so long is called silent. */
const quietMs = 3_000
const patienceMs = 2_000
const openPatienceMs = 5_000
const shortestWaitMs = 100
const longestWaitMs = 2_000

/** Keeps the engine's event stream open, notices an engine that hangs behind an open stream, and comes back by itself. */
export function watchEngine(
  engine: Pick<EngineReads, 'readVersion' | 'watchEvents'>,
  endpoint: string,
  clock: Clock,
  handlers: EngineWatchHandlers,
): Watch {
  let state: EngineState = { state: 'absent', since: clock.now(), detail: `asking the engine at ${endpoint}` }
  let watch: Watch | null = null
  let openedAt = clock.now()
  let up = false
  let met = false
  let heardAt = clock.now()
  let askedAt: number | null = null
  let generation = 0
  let wait = shortestWaitMs
  let opening: Timer | null = null
  let checking: Timer | null = null

  function tell(next: EngineState['state'], detail: string, code: FailureCode | null = null): void {
    if (next === state.state && detail === state.detail) return
    state = { state: next, since: next === state.state ? state.since : clock.now(), detail }
    handlers.onState(state, code)
  }

  const tellSilent = (reason: string, code: FailureCode | null = null) => tell(met ? 'silent' : 'absent', reason, code)

  function open(): void {
    opening = null
    openedAt = clock.now()
    generation += 1
    const mine = generation
    watch = engine.watchEvents({
      onOpen: () => {
        if (mine !== generation) return
        const why = met ? 'reopened' : 'opened'
        up = true
        met = true
        heardAt = clock.now()
        wait = shortestWaitMs
        tell('live', `events of the engine at ${endpoint}`)
        handlers.onGap(why)
      },
      onEvent: (event) => {
        if (mine !== generation) return
        heardAt = clock.now()
        handlers.onEvent(event)
      },
      onClose: (reason, code) => {
        if (mine === generation) lose(reason, code ?? null)
      },
    })
  }

  function lose(reason: string, code: FailureCode | null = null): void {
    generation += 1
    watch?.stop()
    watch = null
    up = false
    tellSilent(reason, code)
    opening = clock.after(wait, open)
    wait = Math.min(wait * 2, longestWaitMs)
  }

  function check(): void {
    const now = clock.now()
    if (watch && !up && now - openedAt > openPatienceMs) {
      lose(`the engine at ${endpoint} takes the call and does not answer`)
    }
    if (up && askedAt === null && now - heardAt >= quietMs) ask()
    if (up && state.state === 'live' && askedAt !== null && now - askedAt > patienceMs) {
      tellSilent(`the engine at ${endpoint} gives no answer; its event stream is open and quiet`)
    }
    checking = clock.after(checkMs, check)
  }

  async function ask(): Promise<void> {
    const mine = generation
    askedAt = clock.now()
    const answer = await engine.readVersion()
    askedAt = null
    if (mine !== generation) return
    if (!answer.ok) {
      if (state.state === 'live') tellSilent(answer.reason, answer.code)
      return
    }
    heardAt = clock.now()
    if (state.state === 'live') return
    tell('live', `events of the engine at ${endpoint}`)
    handlers.onGap('answers-again')
  }

  open()
  checking = clock.after(checkMs, check)

  return {
    stop() {
      generation += 1
      opening?.cancel()
      checking?.cancel()
      watch?.stop()
    },
  }
}
