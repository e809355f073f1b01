import { z } from 'zod'
import { Address, Family } from './address.ts'
import { ContainerId, HostId, InterfaceId, NamespaceId, NetworkId } from './id.ts'

export const Route = z.object({
  family: Family,
  /** `main`, `local`, `default` or the number as text. */
  table: z.string(),
  /** unicast, local, broadcast, blackhole, unreachable, prohibit, throw, multicast, anycast. */
  type: z.string(),
  /** `default` or a prefix or an address, as `ip route` prints it. */
  destination: z.string(),
  gateway: Address.nullable(),
  device: z.string().nullable(),
  source: Address.nullable(),
  protocol: z.string(),
  scope: z.string().nullable(),
  metric: z.number().int().nullable(),
  mtu: z.number().int().nullable(),
  /** linkdown, onlink, dead, pervasive, ... */
  flags: z.array(z.string()),
  /** More than one next hop (ECMP); empty for a plain route. */
  nextHops: z.array(
    z.object({
      gateway: Address.nullable(),
      device: z.string().nullable(),
      weight: z.number().int(),
      flags: z.array(z.string()),
    }),
  ),
})
export type Route = z.infer<typeof Route>

export const Rule = z.object({
  family: Family,
  priority: z.number().int(),
  /** The rule as `ip rule` would print it, without its priority. */
  text: z.string(),
  table: z.string().nullable(),
})
export type Rule = z.infer<typeof Rule>

export const Neighbour = z.object({
  family: Family,
  address: Address,
  mac: z.string().nullable(),
  device: z.string(),
  /** NUD states: REACHABLE, STALE, DELAY, PROBE, FAILED, INCOMPLETE, PERMANENT, NOARP. */
  state: z.array(z.string()),
  proxy: z.boolean(),
})
export type Neighbour = z.infer<typeof Neighbour>

export const FdbEntry = z.object({
  mac: z.string(),
  device: z.string(),
  /** The bridge that the device is a port of. */
  master: z.string().nullable(),
  vlan: z.number().int().nullable(),
  /** The remote VTEP of a VXLAN entry. */
  remote: Address.nullable(),
  vni: z.number().int().nullable(),
  /** permanent, static, self, extern_learn, offload, ... */
  flags: z.array(z.string()),
})
export type FdbEntry = z.infer<typeof FdbEntry>

export const ListeningSocket = z.object({
  protocol: z.enum(['tcp', 'udp', 'sctp', 'raw', 'dccp', 'mptcp']),
  family: z.enum(['inet', 'inet6', 'any']),
  /** `*` for every address. */
  address: z.string(),
  /** The interface that alone it takes packets from (SO_BINDTODEVICE, or a link-local address); absent where it takes them from all. */
  device: z.string().optional(),
  port: z.number().int(),
  /** IPV6_V6ONLY off and bound to `::`: also takes IPv4. Null where it could not be told. */
  takesIpv4: z.boolean().nullable(),
  /** Null where the right to name processes is missing. */
  process: z.object({ name: z.string(), pid: z.number().int() }).nullable(),
})
export type ListeningSocket = z.infer<typeof ListeningSocket>

export const IpvsService = z.object({
  /** `tcp 10.0.0.5:80` or `fwmark 257`. */
  service: z.string(),
  scheduler: z.string(),
  destinations: z.array(z.object({ address: z.string(), weight: z.number().int(), forward: z.string() })),
})
export type IpvsService = z.infer<typeof IpvsService>

/** A classifier or a program that sees packets beside netfilter, and may stop, change or redirect them. */
export const TrafficFilter = z.object({
  device: z.string(),
  /** `xdp`: before all else. `ingress`, `egress`: tc's clsact or ingress qdisc. `root`: a filter of the sending queue. */
  direction: z.enum(['xdp', 'ingress', 'egress', 'root']),
  /** The filter in the words of `tc filter show` or `ip link`. */
  text: z.string(),
})
export type TrafficFilter = z.infer<typeof TrafficFilter>

/** A policy or a state of the kernel's IPsec (xfrm). Keys are never read. */
export const Transform = z.object({
  kind: z.enum(['policy', 'state']),
  /** Of a policy: `in`, `out`, `fwd`, or a socket's; null for a state. */
  direction: z.string().nullable(),
  /** A policy's blocks of addresses (`0.0.0.0/0`), or a state's two ends. */
  source: z.string(),
  destination: z.string(),
  /** All of it on one line, as `ip xfrm` prints it. */
  text: z.string(),
})
export type Transform = z.infer<typeof Transform>

/** `host`: the engine's own. `overlay`: `1-ID`. `loadBalancer`: `lb_ID`. `ingress`: ingress_sbox. `other`: no owner known to Docker. */
export const NamespaceKind = z.enum(['host', 'container', 'overlay', 'loadBalancer', 'ingress', 'other'])
export type NamespaceKind = z.infer<typeof NamespaceKind>

/** A network namespace. Its interfaces are records of their own, as is its firewall. */
export const Namespace = z.object({
  id: NamespaceId,
  hostId: HostId,
  kind: NamespaceKind,
  /** Inode of the nsfs file; null where only the engine told of it. */
  inode: z.number().int().nullable(),
  /** The file that enters it, e.g. `/run/docker/netns/1a2b3c`; null where only a process holds it. */
  file: z.string().nullable(),
  /** A process that lives in it, as the host counts processes. */
  pid: z.number().int().nullable(),
  /** Every container that lives in it, the one that made it first. */
  owners: z.array(ContainerId),
  /** The overlay of an `overlay` or `loadBalancer` namespace. */
  networkId: NetworkId.nullable(),
  routes: z.array(Route),
  rules: z.array(Rule),
  neighbours: z.array(Neighbour),
  fdb: z.array(FdbEntry),
  sockets: z.array(ListeningSocket),
  ipvs: z.array(IpvsService),
  trafficFilters: z.array(TrafficFilter).default([]),
  transforms: z.array(Transform).default([]),
  /** Name to value, as `sysctl` names them (`net.ipv4.ip_forward`). */
  sysctls: z.record(z.string(), z.string()),
  /** Text of the files that processes in it read; null where not read. */
  resolvConf: z.string().nullable(),
  hostsFile: z.string().nullable(),
  /** The interfaces of a namespace by the order of their index; kept as ids. */
  interfaceIds: z.array(InterfaceId),
})
export type Namespace = z.infer<typeof Namespace>
