import { z } from 'zod'

/** What the program inside the host measured, in milliseconds; one entry a round. */
export const InsideFigures = z.object({
  /** A namespace as Portolan reads and parses it. */
  own: z.array(z.number()),
  /** One nsenter that runs the same commands from one script. */
  bare: z.array(z.number()),
  /** An nsenter for each of these commands. */
  apart: z.array(z.number()),
  /** Processor time of all rounds together. */
  ownCpu: z.number(),
  bareCpu: z.number(),
  resolveHost: z.array(z.number()),
  planPicture: z.array(z.number()),
})
export type InsideFigures = z.infer<typeof InsideFigures>
