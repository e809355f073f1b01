import { z } from 'zod'
import { Prefix } from './address.ts'
import { ContainerId, NetworkId, NodeId, ServiceId, TaskId } from './id.ts'

/** What a swarm wants to run on a node and how that goes (`GET /tasks`). A plain container on an attachable overlay has one too. */
export const Task = z.object({
  id: TaskId,
  kind: z.enum(['container', 'attachment']),
  /** Null for an attachment. */
  serviceId: ServiceId.nullable(),
  /** `web.1`, `agent.NODE`; the container's id for an attachment. */
  name: z.string(),
  slot: z.number().int().nullable(),
  /** Null until the swarm has chosen one. */
  nodeId: NodeId.nullable(),
  /** new, pending, assigned, accepted, preparing, ready, starting, running, complete, shutdown, failed, rejected, remove, orphaned. */
  state: z.string(),
  desiredState: z.string(),
  message: z.string(),
  /** Null where all is well. */
  error: z.string().nullable(),
  containerId: ContainerId.nullable(),
  /** What the swarm allocated, network by network. */
  addresses: z.array(z.object({ networkId: NetworkId, prefixes: z.array(Prefix) })),
  /** When it came to its state. */
  changedAt: z.string().nullable(),
  version: z.number().int(),
})
export type Task = z.infer<typeof Task>
