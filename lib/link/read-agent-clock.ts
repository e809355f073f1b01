import { type Asked, askAgent } from './ask-agent.ts'
import type { Clock } from './clock.ts'
import type { Dialler } from './create-dialler.ts'
import { ClockAnswer } from './protocol.ts'

/** By how much the agent's clock is ahead of this one's (behind: negative), give or take half the round trip. */
export type ClockReading = { aheadMs: number; uncertaintyMs: number }

export async function readAgentClock(
  dialler: Dialler,
  keyFingerprint: string | null,
  clock: Clock,
): Promise<Asked<ClockReading>> {
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
