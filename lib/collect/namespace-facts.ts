import type { NamespacePart } from '../host/host-source.ts'
import type { FailureCode } from '../model/failure-code.ts'
import type { FirewallTable } from '../model/firewall.ts'
import type { BridgePort, InterfaceAddress, InterfaceKind } from '../model/interface.ts'
import type {
  FdbEntry,
  IpvsService,
  ListeningSocket,
  Neighbour,
  Route,
  Rule,
  TrafficFilter,
  Transform,
} from '../model/namespace.ts'

/** All that one namespace told, parsed; what it did not tell is in `gaps`. */
export type NamespaceFacts = {
  links: LinkFacts[]
  addresses: LinkAddresses[]
  routes: Route[]
  rules: Rule[]
  neighbours: Neighbour[]
  fdb: FdbEntry[]
  vlans: PortVlans[]
  netnsIds: NetnsId[]
  firewall: FirewallTable[]
  sockets: ListeningSocket[]
  ipvs: IpvsService[]
  trafficFilters: TrafficFilter[]
  transforms: Transform[]
  sysctls: Record<string, string>
  gaps: PartGap[]
}

export type LinkFacts = {
  index: number
  name: string
  alternativeNames: string[]
  type: InterfaceKind
  mac: string | null
  mtu: number
  up: boolean
  operationalState: string
  promiscuous: boolean
  /** Name of the bridge, bond or VRF that it is a port of. */
  master: string | null
  bridgePort: Omit<BridgePort, 'vlans'> | null
  /** The eBPF program that gets every packet first (XDP), as `ip -d link` names it. */
  program: string | null
  /** The other link that the kernel names: peer of a veth, parent of a macvlan, ipvlan, vlan or vxlan. */
  other: OtherLink | null
}

/** `nsid`: the other link's namespace as this namespace counts namespaces; null where it is this very one. */
export type OtherLink = { index: number | null; name: string | null; nsid: number | null }

export type LinkAddresses = { index: number; addresses: InterfaceAddress[] }
export type PortVlans = { device: string; vlans: BridgePort['vlans'] }
/** `name` is the file under /run/netns, where the reader could see one. */
export type NetnsId = { nsid: number; name: string | null }

/** A part that was not read, or not wholly. */
export type PartGap = {
  part: NamespacePart
  code: FailureCode | 'not-understood'
  reason: string
}

/** What a parser of one part gives: all that could be read, and what could not. Never thrown. */
export type PartReading<T> = { value: T; problems: PartProblem[] }
export type PartProblem = { code: 'bad-answer' | 'not-understood'; reason: string }
