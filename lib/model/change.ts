import { z } from 'zod'
import { Moment } from './moment.ts'
import { recordKinds } from './record-kind.ts'
import { Topology } from './topology.ts'

const Gone = z.partialRecord(z.enum(recordKinds), z.array(z.string()))

/** Whole changed records by kind, and the ids of those that are gone. */
export const Change = z.object({
  put: Topology.omit({ statuses: true, readAt: true }).partial(),
  gone: Gone,
  statuses: Topology.shape.statuses.optional(),
  readAt: Moment,
})
export type Change = z.infer<typeof Change>
