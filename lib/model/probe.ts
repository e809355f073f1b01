import { z } from 'zod'
import { Address } from './address.ts'

const Port = z.number().int().min(1).max(65_535)
/** From where it is sent; null leaves it to the kernel. */
const Source = { sourceAddress: Address.nullable(), sourcePort: Port.nullable() }
const timeoutMs = z.number().int().min(1).max(10_000)
/** Octets of the IP packet, header included; null for a small one. A ping goes out with "don't fragment"; a datagram is the kernel's to cut before it leaves. */
const size = z.number().int().min(64).max(65_535).nullable()

/** One real packet, or one short exchange, to be sent out of a network namespace. Names are never looked up: an address is said. */
export const ProbeQuestion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ping'), address: Address, sourceAddress: Address.nullable(), size, timeoutMs }),
  /** `listenMs`: how long it hears what the other end says first, or whether it hangs up. */
  z.object({
    kind: z.literal('tcp'),
    address: Address,
    port: Port,
    ...Source,
    listenMs: z.number().int().min(0).max(2_000),
    timeoutMs,
  }),
  z.object({ kind: z.literal('udp'), address: Address, port: Port, ...Source, size, timeoutMs }),
  /** Asks the DNS server at `address` for the addresses of `name`. */
  z.object({ kind: z.literal('dns'), address: Address, port: Port, name: z.string().max(253), timeoutMs }),
  /** `GET /`; of the answer only its status is read. */
  z.object({ kind: z.literal('http'), address: Address, port: Port, host: z.string().max(253).nullable(), timeoutMs }),
])
export type ProbeQuestion = z.infer<typeof ProbeQuestion>

/**
 * `refused`: RST or ICMP port unreachable. `rejected`: another ICMP error. `too-big`: an ICMP error, or the own kernel, on the packet's size.
 * `unreachable`: the own kernel has no way and sends nothing. `blocked`: the own kernel's rules stop it before it leaves. `timeout`: no answer.
 * `not-sent`: no question of the network, e.g. a tool that is missing.
 */
export const ProbeOutcome = z.enum([
  'answered',
  'refused',
  'rejected',
  'too-big',
  'unreachable',
  'blocked',
  'timeout',
  'not-sent',
])
export type ProbeOutcome = z.infer<typeof ProbeOutcome>

export const ProbeResult = z.object({
  outcome: ProbeOutcome,
  /** One sentence. */
  says: z.string(),
  /** Who said so, where that is told: the address that an answer or an ICMP error came from. */
  by: Address.nullable(),
  /** The kernel's or the tool's own word: `ECONNREFUSED`, `Packet filtered`, `NXDOMAIN`. */
  code: z.string().nullable(),
  /** From sending to the answer; null where there was none. */
  ms: z.number().nullable(),
  /** What the other end said, made inert: the first octets of a banner, a status, addresses. */
  detail: z.string().nullable(),
})
export type ProbeResult = z.infer<typeof ProbeResult>
