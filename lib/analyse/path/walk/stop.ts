import type { HookPlace } from '../firewall/compiled-firewall.ts'
import type { Packet } from '../packet.ts'
import type { Evidence, Outcome, ReasonCode } from '../trace.ts'
import type { Trail } from './trail.ts'
import type { Space } from './world.ts'

/** With what a rule says no, and where. */
export type Refusal = { how: string; place: HookPlace }

/** Where and why it goes no further. */
export type Stop = {
  kind: 'stopped'
  outcome: Exclude<Outcome, 'delivered'>
  code: ReasonCode
  says: string
  evidence: Evidence | null
  toChange: string | null
  /** Where it stopped; null where no agent reads. */
  space: Space | null
  /** The packet as it was there, for what the kernel tells the sender about it. */
  packet: Packet | null
  /** Present where a rule rejects it. */
  refusal?: Refusal
  trail: Trail
}

/** A stop in one call. */
export const stop = (
  at: { space: Space | null; packet: Packet | null; trail: Trail },
  outcome: Stop['outcome'],
  code: ReasonCode,
  says: string,
  more: { evidence?: Evidence | null; toChange?: string | null } = {},
): Stop => ({
  kind: 'stopped',
  outcome,
  code,
  says,
  evidence: more.evidence ?? null,
  toChange: more.toChange ?? null,
  space: at.space,
  packet: at.packet,
  trail: at.trail,
})
