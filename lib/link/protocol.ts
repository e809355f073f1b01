import { z } from 'zod'
import { Change } from '../model/change.ts'
import { Firewall } from '../model/firewall.ts'
import { Gap } from '../model/gap.ts'
import { Interface } from '../model/interface.ts'
import { Namespace } from '../model/namespace.ts'
import { HostStatus } from '../model/status.ts'
import { Topology } from '../model/topology.ts'

/**
 * What an agent says, as HTTP over a Unix socket:
 *   GET /v1/stream                 lines of JSON (`AgentMessage`), the whole view first, then changes in order; a beat at least every 15 s
 *   GET /v1/container/ID           `InspectAnswer`: the engine's inspect output, masked
 *   GET /v1/network/ID             the same of a network
 *   GET /v1/namespace?id=ID        `NamespaceAnswer`: read anew from the kernel, now
 * Versioned by `protocol`: the major part must be equal.
 */
export const protocolVersion = '1.0'

export const AgentMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('view'),
    protocol: z.string(),
    /** New at each start of the agent; `seq` counts within it. */
    epoch: z.string(),
    seq: z.number().int(),
    view: Topology,
  }),
  z.object({ kind: z.literal('change'), seq: z.number().int(), change: Change }),
  z.object({ kind: z.literal('beat'), seq: z.number().int(), at: z.number(), status: HostStatus }),
])
export type AgentMessage = z.infer<typeof AgentMessage>

/** `found: false`: neither the engine nor the agent's memory knows the id. */
export const InspectAnswer = z.object({
  found: z.boolean(),
  /** The masked inspect output; null with the reason where it could not be read. */
  inspect: z.json().nullable(),
  reason: z.string().nullable(),
  readAt: z.number(),
})
export type InspectAnswer = z.infer<typeof InspectAnswer>

/** What the kernel says of one namespace at this moment; `namespace` is null with the reason where it could not be read or is gone. */
export const NamespaceAnswer = z.object({
  namespace: Namespace.nullable(),
  interfaces: z.array(Interface),
  firewall: Firewall.nullable(),
  gaps: z.array(Gap),
  reason: z.string().nullable(),
  readAt: z.number(),
})
export type NamespaceAnswer = z.infer<typeof NamespaceAnswer>
