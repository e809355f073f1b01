import { type Asked, askAgent } from './ask-agent.ts'
import type { Clock, Timer } from './clock.ts'
import type { Dialler } from './create-dialler.ts'
import { ClockAnswer } from './protocol.ts'

/** By how much the agent's clock is ahead of this one's (behind: negative), give or take half the round trip. */
export type ClockReading = { aheadMs: number; uncertaintyMs: number }

export type ClockWatch = {
  /** Asks now, and from then on again and again, the agent with this key. */
  start(keyFingerprint: string | null): void
  stop(): void
}

const againMs = 60_000
/** A reading that could be so far off is soon followed by another: at the start there is much else to do. */
const roughMs = 50
const roughRestMs = 5_000

/** Compares the agent's clock with this one. An agent that cannot say leaves the last reading as it is. */
export function watchAgentClock(
  dialler: Dialler,
  clock: Clock,
  onReading: (reading: ClockReading) => void,
): ClockWatch {
  let timer: Timer | null = null
  let round = 0

  async function ask(keyFingerprint: string | null): Promise<void> {
    const own = round
    const asked = await readClock(dialler, keyFingerprint, clock)
    if (own !== round) return
    const isRough = asked.ok && asked.value.uncertaintyMs > roughMs
    timer = clock.after(isRough ? roughRestMs : againMs, () => ask(keyFingerprint))
    if (asked.ok) onReading(asked.value)
  }

  function stop(): void {
    round += 1
    timer?.cancel()
    timer = null
  }

  return {
    start(keyFingerprint) {
      stop()
      void ask(keyFingerprint)
    },
    stop,
  }
}

async function readClock(dialler: Dialler, keyFingerprint: string | null, clock: Clock): Promise<Asked<ClockReading>> {
  let before = clock.now()
  // What the connection takes is no part of the round trip.
  const onConnected = () => {
    before = clock.now()
  }
  const asked = await askAgent(dialler, '/v1/clock', ClockAnswer, keyFingerprint, onConnected)
  if (!asked.ok) return asked
  const after = clock.now()
  return { ok: true, value: { aheadMs: asked.value.at - (before + after) / 2, uncertaintyMs: (after - before) / 2 } }
}
