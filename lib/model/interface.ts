import { z } from 'zod'
import { Address, Family, Prefix } from './address.ts'
import { EndpointId, HostId, InterfaceId, NamespaceId } from './id.ts'

export const InterfaceAddress = z.object({
  /** Address and prefix length as set on the interface. */
  prefix: Prefix,
  family: Family,
  /** global, link, host, ... */
  scope: z.string(),
  /** `secondary`, `dynamic`, `deprecated`, `tentative`, `dadfailed`, ... */
  flags: z.array(z.string()),
})
export type InterfaceAddress = z.infer<typeof InterfaceAddress>

/** VLANs that a port of a bridge, or the bridge itself, is a member of: one, or all from `id` to `end`. */
const VlanMembership = z.object({ id: z.number().int(), end: z.number().int().nullable(), flags: z.array(z.string()) })
export type VlanMembership = z.infer<typeof VlanMembership>

/** What the interface is port of, and how the bridge treats it (IFLA_BRPORT_*). */
export const BridgePort = z.object({
  /** disabled, listening, learning, forwarding, blocking. */
  state: z.string(),
  hairpin: z.boolean(),
  isolated: z.boolean(),
  learning: z.boolean(),
  /** Kinds of frames that the bridge sends it no copies of (flood, mcast_flood, bcast_flood off); absent where it gets all. */
  withheld: z.array(z.enum(['unicast', 'multicast', 'broadcast'])).optional(),
  /** It takes frames only from MACs that the forwarding table has behind it; absent where from all. */
  locked: z.literal(true).optional(),
  /** VLAN ids with their flags, where the bridge filters by VLAN. */
  vlans: z.array(VlanMembership),
})
export type BridgePort = z.infer<typeof BridgePort>

/** The facts that only this kind of interface has. `physical` is an interface without a kind of its own (`ip -d link` shows no `linkinfo`). */
export const InterfaceKind = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loopback') }),
  z.object({ kind: z.literal('physical') }),
  z.object({ kind: z.literal('veth') }),
  z.object({
    kind: z.literal('bridge'),
    stp: z.boolean(),
    vlanFiltering: z.boolean(),
    /** The bridge's own nf_call_iptables and nf_call_ip6tables, apart from the sysctl. */
    nfCallIptables: z.boolean(),
    nfCallIp6tables: z.boolean(),
    /** Those of the bridge's own device, through which its host is in VLANs; absent where it does not filter. */
    vlans: z.array(VlanMembership).optional(),
  }),
  z.object({ kind: z.literal('macvlan'), mode: z.string() }),
  /** `flag`: as its siblings on the same parent have it too; absent where they reach each other (`bridge`). */
  z.object({ kind: z.literal('ipvlan'), mode: z.string(), flag: z.enum(['private', 'vepa']).optional() }),
  z.object({
    kind: z.literal('vxlan'),
    vni: z.number().int(),
    port: z.number().int(),
    local: Address.nullable(),
    remote: Address.nullable(),
    learning: z.boolean(),
    /** proxy, l2miss, l3miss as set on the device. */
    flags: z.array(z.string()),
  }),
  z.object({ kind: z.literal('vlan'), vlanId: z.number().int() }),
  /** Any other kind of the kernel's, named. `table`: the routing table of a VRF. */
  z.object({ kind: z.literal('other'), name: z.string(), table: z.number().int().optional() }),
])
export type InterfaceKind = z.infer<typeof InterfaceKind>

export const Interface = z.object({
  id: InterfaceId,
  hostId: HostId,
  namespaceId: NamespaceId,
  index: z.number().int(),
  name: z.string(),
  alternativeNames: z.array(z.string()),
  type: InterfaceKind,
  mac: z.string().nullable(),
  mtu: z.number().int(),
  /** IFF_UP: somebody wants it up. */
  up: z.boolean(),
  /** RFC 2863 state as the kernel tells it: UP, DOWN, LOWERLAYERDOWN, UNKNOWN, ... */
  operationalState: z.string(),
  promiscuous: z.boolean(),
  addresses: z.array(InterfaceAddress),
  /** The bridge (or bond, VRF) that this interface is a port of. */
  masterId: InterfaceId.nullable(),
  bridgePort: BridgePort.nullable(),
  /** The other end of a veth; null where it could not be found. */
  peerId: InterfaceId.nullable(),
  /** What a macvlan, ipvlan, vlan or vxlan sits on. */
  parentId: InterfaceId.nullable(),
  /** The endpoint that this interface belongs to, matched by address and MAC. Set on the end inside the container. */
  endpointId: EndpointId.nullable(),
})
export type Interface = z.infer<typeof Interface>
