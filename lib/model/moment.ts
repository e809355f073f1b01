import { z } from 'zod'

/** Milliseconds since the epoch, of those that have a date. */
export const Moment = z.number().min(0).max(8.64e15)
