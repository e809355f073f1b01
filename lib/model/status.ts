import { z } from 'zod'
import { HostId } from './id.ts'
import { Moment } from './moment.ts'

/** 1 demo or snapshot, 2 Docker API only, 3 API and host tools, 4 agents on every node. */
export const Sight = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export type Sight = z.infer<typeof Sight>

/** How fresh and how true the view of one host is. Times are milliseconds since the epoch by the agent's clock. */
export const HostStatus = z.object({
  hostId: HostId,
  agentVersion: z.string(),
  sight: Sight,
  /** Why sight is no better; null at the best degree of one host. */
  sightReason: z.string().nullable(),
  engine: z.object({
    /** `live`: its event stream is open. `silent`: it was there and no longer answers. `absent`: never found. `recorded`: a recording. */
    state: z.enum(['live', 'silent', 'absent', 'recorded']),
    since: Moment,
    /** One sentence for a person: what was tried and what came back. */
    detail: z.string(),
  }),
  /** `kernel`: rights or tools are missing when not all. */
  kernel: z.object({ state: z.enum(['live', 'partial', 'none', 'recorded']), detail: z.string() }),
  /** The part that was read longest ago. */
  oldest: z.object({ part: z.string(), readAt: Moment }).nullable(),
  drift: z
    .object({
      /** Facts compared at the last full round of the sweep, those that differed, and all repaired since the start. */
      facts: z.number().int(),
      differed: z.number().int(),
      repaired: z.number().int(),
      checkedAt: Moment,
    })
    .nullable(),
  /** Engine events that were dropped on the way and repaired by the list compare. */
  missedEvents: z.number().int(),
  /** When this recording was made; null when live. */
  recordedAt: Moment.nullable(),
  /** What the recording shows, e.g. `deployment-models on engine 20.10.24`; null when live. */
  recordingName: z.string().nullable(),
  /** Whether the web process hears the agent, and what its clock is ahead of the web's (behind: negative), give or take; an agent itself cannot tell. */
  heard: z
    .object({
      state: z.enum(['live', 'stale']),
      since: Moment,
      detail: z.string(),
      clockAheadMs: z.number().nullable(),
      clockUncertaintyMs: z.number().nullable(),
    })
    .nullable()
    .default(null),
})
export type HostStatus = z.infer<typeof HostStatus>
