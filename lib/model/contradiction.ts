import { z } from 'zod'
import { ContradictionId, HostId } from './id.ts'

/** Two hosts tell different things of one record: both are kept, neither is believed more. */
export const Contradiction = z.object({
  id: ContradictionId,
  /** The record that is told differently, and of which list. */
  kind: z.enum(['hosts', 'networks', 'endpoints', 'containers', 'nodes', 'services', 'tasks']),
  recordId: z.string(),
  /** What is told differently, in a few words: `subnets`, `state`, `on which host it runs`. */
  subject: z.string(),
  /** Each value with the hosts that tell it; two at least. */
  told: z.array(z.object({ value: z.string(), hostIds: z.array(HostId) })),
})
export type Contradiction = z.infer<typeof Contradiction>
