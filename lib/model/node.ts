import { z } from 'zod'
import { Address } from './address.ts'
import { HostId, NodeId } from './id.ts'

/** A member of a swarm, as its managers tell of it (`GET /nodes`). A host that joined twice leaves a `down` node of its name behind. */
export const Node = z.object({
  id: NodeId,
  hostname: z.string(),
  role: z.enum(['manager', 'worker']),
  availability: z.enum(['active', 'pause', 'drain']),
  state: z.enum(['ready', 'down', 'unknown', 'disconnected']),
  /** Why it is in that state, in the managers' words; empty where they say none. */
  message: z.string(),
  /** The address that the managers see; a NAT's where there is one between. */
  address: Address.nullable(),
  manager: z.object({ leader: z.boolean(), reachability: z.string(), address: z.string() }).nullable(),
  engineVersion: z.string(),
  platform: z.string(),
  /** `docker node update --label-add`, which managers own. */
  labels: z.record(z.string(), z.string()),
  /** `labels` of daemon.json, which the node owns. */
  engineLabels: z.record(z.string(), z.string()),
  /** The host that it is, where an agent reads that host. */
  hostId: HostId.nullable(),
  /** Counts the changes of the record: of two managers' words the higher one is newer. */
  version: z.number().int(),
})
export type Node = z.infer<typeof Node>
