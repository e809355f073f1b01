import type { Family } from '../../../model/address.ts'
import type { NamespaceId } from '../../../model/id.ts'
import type { Ip } from '../ip.ts'
import type { Packet, Protocol } from '../packet.ts'
import type { Evidence, Step } from '../trace.ts'
import type { Connections } from './connections.ts'

/** Hooks of netfilter (include/uapi/linux/netfilter.h), with those of a device. */
export type Hook = 'ingress' | 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting' | 'egress'

/** Where a packet meets a hook, and what only the walk knows. */
export type HookPlace = {
  hook: Hook
  /** `ip`: iptables and nft tables of ip, ip6, inet. `bridge`: nft tables of bridge. `netdev`: of one device. `arp`: tables of arp. */
  level: 'ip' | 'bridge' | 'netdev' | 'arp'
  /** Names; null where the hook has none. */
  inInterface: string | null
  outInterface: string | null
  /** The ports of the bridge, where a bridge hands its frame to the IP hooks (br_netfilter) or at the level `bridge`. */
  physicalIn: string | null
  physicalOut: string | null
  sourceMac: string | null
  destinationMac: string | null
  /** The address that MASQUERADE takes: the outgoing interface's, towards the next hop. Null where there is none. */
  masqueradeAddress: () => Ip | null
  /** The address that REDIRECT takes: the incoming interface's first of the family; loopback for locally made packets. */
  redirectAddress: (family: Family) => Ip | null
  /** What rules ask of routing. */
  addressType: (ip: Ip) => AddressType
  /** The interface that the route to an address leaves by, with `by` only routes through it; null where there is none, undefined where it cannot be told. */
  routeInterface?: (ip: Ip, question: { by: string | null; mark: number }) => string | null | undefined
  /** The tag that a frame bears at the levels `bridge` and `netdev`, null for none; absent where it is not known. */
  vlan?: number | null
  /** The packet was at such a hook just before, as its VRF's, and keeps the connection that it was found to belong to. */
  again?: boolean
  /** Present where the frame is ARP: rules about IP do not match it. */
  arp?: ArpFrame
}

/** An ARP frame of IPv4 on Ethernet. */
export type ArpFrame = {
  readonly operation: 'request' | 'reply'
  readonly senderAddress: Ip
  readonly senderMac: string
  readonly targetAddress: Ip
  readonly targetMac: string
}

export type AddressType =
  | 'LOCAL'
  | 'UNICAST'
  | 'BROADCAST'
  | 'MULTICAST'
  | 'ANYCAST'
  | 'BLACKHOLE'
  | 'UNREACHABLE'
  | 'PROHIBIT'
  | 'UNKNOWN'

/** What a matched rule does; in order, where it does several things. */
export type Effect =
  | { kind: 'accept' | 'drop' | 'return' | 'notrack' }
  | { kind: 'jump'; chain: string; goto: boolean }
  /** `how` in iptables' words: `icmp-port-unreachable`, `tcp-reset`, ... */
  | { kind: 'reject'; how: string }
  | { kind: 'mark'; change: (mark: number) => number }
  | { kind: 'connection-mark'; change: (mark: number, packetMark: number) => { mark: number; packetMark: number } }
  /** First and last of a range; null leaves address or port as it is. */
  | { kind: 'dnat' | 'snat'; addresses: readonly [Ip, Ip] | null; ports: readonly [number, number] | null }
  | { kind: 'masquerade' | 'redirect'; ports: readonly [number, number] | null }
  /** It cannot be told whether the rule matches, or what it does then. `perhaps` is what it does if it matches; null where that is not understood either. */
  | { kind: 'unknown'; why: string; perhaps: Effect[] | null }

/** What a packet must have for a rule to match: long chains are searched by it. Undefined: anything. */
export type RuleNeeds = {
  readonly source?: Ip
  readonly destination?: Ip
  readonly inInterface?: string
  readonly outInterface?: string
  readonly protocol?: Protocol
  readonly destinationPort?: number
}

export type CompiledRule = {
  text: string
  /** Absent where nothing is known. */
  needs?: RuleNeeds
  /** Empty where it does not match, or does nothing to a packet's fate. */
  run: (packet: Packet, place: HookPlace, connections: Connections) => readonly Effect[]
}

export type CompiledChain = {
  name: string
  rules: readonly CompiledRule[]
  /** Of a base chain; null for one that is only jumped to. */
  base: {
    hook: Hook
    priority: number
    type: 'filter' | 'nat' | 'route'
    policy: 'accept' | 'drop'
    /** The interfaces that hooks of the level `netdev` are bound to; null for all other hooks. */
    devices: readonly string[] | null
  } | null
  /** Evidence of its rules and policy. */
  evidenceOf: (rule: CompiledRule | null) => Evidence
}

/** One table of one rule set; chains jump inside their table only. */
export type CompiledTable = { family: string; name: string; chains: ReadonlyMap<string, CompiledChain> }

/** All rules of a namespace. `gap` says why rules that packets of a family meet are not known; `assumed` what is taken for granted of those not read. */
export type CompiledFirewall = {
  namespaceId: NamespaceId
  tables: readonly CompiledTable[]
  gap: { readonly inet: string | null; readonly inet6: string | null }
  assumed: string | null
  /** Whether conntrack sees frames at the bridge's own hooks: only where a table of bridge asks it. */
  bridgeTracks: boolean
}

/** `says` of a packet that is dropped or rejected goes on a sentence: `by a rule of FORWARD in filter.` */
export type HookOutcome =
  | { kind: 'accepted'; packet: Packet; steps: Step[] }
  | { kind: 'dropped'; says: string; evidence: Evidence; steps: Step[] }
  | { kind: 'rejected'; how: string; says: string; evidence: Evidence; steps: Step[] }
  | { kind: 'unknown'; says: string; evidence: Evidence | null; steps: Step[] }
