import type { ContainerId, HostId, InterfaceId, NamespaceId } from '../../model/id.ts'

/** The very thing that the kernel or the engine has and that a step rests on. */
export type Evidence = {
  kind:
    | 'firewall-rule'
    | 'chain-policy'
    | 'route'
    | 'policy-rule'
    | 'neighbour'
    | 'forwarding-entry'
    | 'interface'
    | 'address'
    | 'sysctl'
    | 'socket'
    | 'published-port'
    | 'name'
    | 'endpoint'
    | 'ipvs'
    | 'gap'
  /** Its own words, as its tool prints them: `-A DOCKER-USER -s 10.0.0.2/32 -j DROP`. */
  text: string
  namespaceId: NamespaceId | null
  /** A command that shows it, to be run on the host inside the namespace; null where only the engine tells of it. */
  see: string | null
}

export type Step = {
  kind:
    | 'resolve'
    | 'policy'
    | 'route'
    | 'source'
    | 'neighbour'
    | 'forward'
    | 'firewall'
    | 'translate'
    | 'cross'
    | 'bridge'
    | 'tunnel'
    | 'underlay'
    | 'balance'
    | 'proxy'
    | 'deliver'
    | 'assume'
    | 'stop'
  /** One plain sentence. */
  says: string
  evidence: Evidence | null
}

/** A stay in one namespace. `null` stands for what no agent reads: the wire, a router, the outside. */
export type Hop = {
  hostId: HostId | null
  namespaceId: NamespaceId | null
  /** Null where the packet is made there. */
  arrivesBy: InterfaceId | null
  /** Null where it ends there. */
  leavesBy: InterfaceId | null
  /** The packet as it is when it arrives (`tcp 10.0.0.2:40000 -> 10.0.0.3:80`). */
  packet: string
  steps: Step[]
}

/**
 * How a way ends; closed. `refused`: nobody listens, and the kernel says so. `rejected`: a rule says no and says so. `dropped`: silently.
 * `unknown` names the gap in `says`.
 */
export type Outcome =
  | 'delivered'
  | 'refused'
  | 'dropped'
  | 'rejected'
  | 'no-route'
  | 'no-neighbour'
  | 'not-forwarded'
  | 'name-not-found'
  | 'loop'
  | 'too-big'
  | 'unknown'

/** Stable codes of what decided, for programs; `says` is for people. */
export type ReasonCode =
  | 'listener'
  | 'echo'
  | 'no-listener'
  | 'rule-drop'
  | 'policy-drop'
  | 'rule-reject'
  | 'no-route'
  | 'route-blackhole'
  | 'route-unreachable'
  | 'route-prohibit'
  | 'no-neighbour'
  | 'wrong-neighbour'
  | 'duplicate-address'
  | 'interface-down'
  | 'interface-detached'
  | 'port-not-forwarding'
  | 'port-isolated'
  | 'no-forwarding-entry'
  | 'wrong-tunnel-end'
  | 'tunnel-not-received'
  | 'vlan-filtered'
  | 'forwarding-off'
  | 'reverse-path'
  | 'martian'
  | 'macvlan-own-host'
  | 'encryption-unsupported'
  | 'time-to-live'
  | 'mtu'
  | 'echo-ignored'
  | 'proxy-target'
  | 'balancer-empty'
  | 'container-not-running'
  | 'name-unknown'
  | 'name-empty'
  | 'walk-too-long'
  | 'outside'
  | 'match-not-understood'
  | 'rules-not-read'
  | 'namespace-not-read'
  | 'fact-missing'
  | 'several-ways'
  | 'way-back'

export type Verdict = {
  outcome: Outcome
  code: ReasonCode
  /** One sentence that names the thing that decided. */
  says: string
  hostId: HostId | null
  namespaceId: NamespaceId | null
  evidence: Evidence | null
  /** What would have to change for it to be delivered, in one sentence; null where it is delivered or nothing is known. */
  toChange: string | null
}

/** One direction. */
export type Way = { hops: Hop[]; verdict: Verdict }

/** What a person named, found in the topology. */
export type End = {
  kind: 'container' | 'host' | 'service' | 'address' | 'outside' | 'name'
  /** As a person calls it: `shop-web-1`, `host2`, `10.0.0.5`. */
  label: string
  hostId: HostId | null
  containerId: ContainerId | null
  namespaceId: NamespaceId | null
}

/** One address that the question came to, with its way there and back. */
export type Branch = {
  /** The address asked for, before any translation. */
  address: string
  port: number | null
  there: Way
  /** The answer's way; null where nothing arrived that could be answered. */
  back: Way | null
  /** Both directions in one. */
  verdict: Verdict
  /** The container that it came to in the end, through translations, proxies and balancers. */
  reaches: ContainerId | null
}

/** The same object from the page, `GET /api/path` and the CLI. */
export type PathAnswer = {
  question: { from: string; to: string; protocol: 'icmp' | 'tcp' | 'udp'; port: number | null; size: number }
  from: End
  to: End
  /** How the name was resolved; empty where an address or a record was named. */
  resolution: Step[]
  /** One an address or a balancer's choice; the worst first decides `verdict`. */
  branches: Branch[]
  verdict: Verdict
  /** `kernel`: the rules and tables read. `engine`: only the engine told, and this is what its own rules would do. */
  basis: 'kernel' | 'engine'
  /** What is taken for granted where nobody can look, e.g. that the wire between two hosts carries. */
  assumptions: string[]
  /** Milliseconds since the epoch: when the newest fact was read. */
  readAt: number
  /** The namespaces on the ways that were read for this very question, and when. All others are as their agent keeps them. */
  reads: { namespaceId: NamespaceId; readAt: number }[]
}
