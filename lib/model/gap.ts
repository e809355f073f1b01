import { z } from 'zod'
import { FailureCode } from './failure-code.ts'
import { GapId, HostId } from './id.ts'

/** Something that could not be read: expected trouble, kept as data. */
export const Gap = z.object({
  id: GapId,
  hostId: HostId,
  /** The API path or the command that gave no answer. */
  source: z.string(),
  code: z.enum([...FailureCode.options, 'not-understood']),
  /** What happened, in one sentence. */
  reason: z.string(),
  /** What cannot be told because of it, in one sentence. */
  cost: z.string(),
  /** What to do about it; null where nothing helps. */
  advice: z.string().nullable(),
  /** Ids of the records that it touches; empty when it touches the whole host. */
  touches: z.array(z.string()),
})
export type Gap = z.infer<typeof Gap>
