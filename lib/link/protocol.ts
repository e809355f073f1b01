import { z } from 'zod'
import { Change } from '../model/change.ts'
import { Firewall } from '../model/firewall.ts'
import { Gap } from '../model/gap.ts'
import { Interface } from '../model/interface.ts'
import { Moment } from '../model/moment.ts'
import { Namespace } from '../model/namespace.ts'
import { ProbeResult } from '../model/probe.ts'
import { HostStatus } from '../model/status.ts'
import { Topology } from '../model/topology.ts'

/**
 * What an agent says, as HTTP over a Unix socket, or over TLS 1.3 with the shared secret as pre-shared key:
 *   GET /v1/stream                 lines of JSON (`AgentMessage`), the whole view first, then changes in order; a beat at least every 15 s
 *   GET /v1/container/ID           `InspectAnswer`: the engine's inspect output, masked
 *   GET /v1/network/ID             the same of a network
 *   GET /v1/service/ID, /v1/node/ID, /v1/task/ID    the same of a swarm's objects, which only a manager's engine knows
 *   GET /v1/namespace?id=ID        `NamespaceAnswer`: read anew from the kernel, now
 *   GET /v1/probe?namespace=ID&question=JSON    `ProbeAnswer`: a `ProbeQuestion` (lib/model/probe.ts) sent out of that namespace, now (since 1.2)
 *   GET /v1/clock                  `ClockAnswer`
 * Over the network each answer has the header `portolan-identity: PUBLICKEY.SIGNATURE`, the `AgentIdentity` of its connection.
 * Versioned by `protocol`: the major part must be equal. A higher minor part only adds: fields, lists of records, kinds of messages, paths. Who
 * does not know them leaves them out, and takes what is missing as empty. A kind of message that came later never counts `seq` on.
 */
export const protocolVersion = '1.2'

/**
 * Who an agent is, apart from the secret that all agents share: its own Ed25519 key, and by it a signature over 32 bytes that both ends of this TLS
 * connection can work out and nobody else (RFC 9266's `EXPORTER-Channel-Binding`), so that it holds for this connection alone.
 */
export const AgentIdentity = z.object({
  /** SPKI in DER, base64. */
  publicKey: z.string().max(200),
  /** base64. */
  signature: z.string().max(200),
})
export type AgentIdentity = z.infer<typeof AgentIdentity>

export const AgentMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('view'),
    protocol: z.string(),
    /** New at each start of the agent; `seq` counts within it. */
    epoch: z.string(),
    seq: z.number().int(),
    view: Topology,
    /** Over the network only; on a Unix socket the file's rights say who it is. */
    identity: AgentIdentity.nullable().default(null),
    /** How often it beats. */
    beatMs: z.number().positive().default(15_000),
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
  readAt: Moment,
})
export type InspectAnswer = z.infer<typeof InspectAnswer>

/** The agent's clock, in milliseconds since the epoch. */
export const ClockAnswer = z.object({ at: z.number() })
export type ClockAnswer = z.infer<typeof ClockAnswer>

/** What the kernel says of one namespace at this moment; `namespace` is null with the reason where it could not be read or is gone. */
export const NamespaceAnswer = z.object({
  namespace: Namespace.nullable(),
  interfaces: z.array(Interface),
  firewall: Firewall.nullable(),
  gaps: z.array(Gap),
  reason: z.string().nullable(),
  readAt: Moment,
})
export type NamespaceAnswer = z.infer<typeof NamespaceAnswer>

/** How a real packet fared; `result` is null with the reason where the agent sends none. */
export const ProbeAnswer = z.object({
  result: ProbeResult.nullable(),
  /** `off`: switched off. `busy`: more than the agent sends at once, or in that time. `unknown-address`: in none of its host's networks. */
  refused: z.enum(['off', 'busy', 'unknown-address', 'unknown-namespace', 'no-right']).nullable(),
  reason: z.string().nullable(),
  /** When it was sent. */
  at: Moment,
})
export type ProbeAnswer = z.infer<typeof ProbeAnswer>
