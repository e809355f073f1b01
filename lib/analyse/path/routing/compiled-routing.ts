import type { Interface } from '../../../model/interface.ts'
import type { Ip } from '../ip.ts'
import type { Protocol } from '../packet.ts'
import type { Evidence, Step } from '../trace.ts'

/** What a lookup asks (`struct flowi`). */
export type RouteQuestion = {
  destination: Ip
  /** Null: to be chosen by the lookup. */
  source: Ip | null
  protocol: Protocol
  sourcePort: number
  destinationPort: number
  mark: number
  /** `lo` for packets made here, as policy rules see it. */
  inInterface: string
  /** A socket bound to a device, or a VRF's; null for none. */
  outInterface: string | null
}

export type RouteAnswer =
  | {
      kind: 'forward'
      device: Interface
      /** Null where the destination is on the link. */
      gateway: Ip | null
      /** Chosen where the question left it open: the route's `src`, else the device's by scope and prefix (ip-sysctl, inet_select_addr, RFC 6724). */
      source: Ip | null
      mtu: number | null
      steps: Step[]
    }
  | { kind: 'local'; device: Interface | null; source: Ip | null; steps: Step[] }
  | { kind: 'broadcast' | 'multicast'; device: Interface | null; steps: Step[] }
  | { kind: 'blackhole' | 'unreachable' | 'prohibit'; says: string; evidence: Evidence; steps: Step[] }
  | { kind: 'none'; says: string; steps: Step[] }
  | { kind: 'unknown'; says: string; evidence: Evidence | null; steps: Step[] }
  /** Several next hops of the same worth; the kernel picks by a hash of the flow. */
  | { kind: 'several'; choices: Extract<RouteAnswer, { kind: 'forward' }>[]; says: string; steps: Step[] }

/** fib_validate_source: whether a packet with this source may arrive by this interface. */
export type SourceCheck =
  | { kind: 'valid' }
  | { kind: 'invalid'; code: 'reverse-path' | 'martian'; says: string; evidence: Evidence }
  | { kind: 'unknown'; says: string }
