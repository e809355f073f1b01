import { z } from 'zod'

/** A question as a recording has it. */
export const RecordedQuestion = z.object({
  from: z.string(),
  to: z.string(),
  protocol: z.enum(['icmp', 'tcp', 'udp']),
  port: z.number().nullable(),
  size: z.number().nullable(),
})

/** What a real packet found, as a recording has it. */
export const RecordedTruth = z.object({
  outcome: z.enum([
    ...['answered', 'refused', 'rejected', 'unreachable', 'too-big', 'blocked', 'timeout'],
    ...['name-not-found', 'hung-up'],
  ] as const),
  address: z.string().nullable(),
  key: z.string().nullable(),
  says: z.string(),
})
