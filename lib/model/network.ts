import { z } from 'zod'
import { Address, Prefix } from './address.ts'
import { HostId, InterfaceId, NamespaceId, NetworkId } from './id.ts'

export const Subnet = z.object({
  subnet: Prefix,
  /** The gateway that containers get: IPAM's, or the bridge's own address where IPAM is silent. */
  gateway: Address.nullable(),
  ipRange: Prefix.nullable(),
  /** Name to address, e.g. `DefaultGatewayIPv4`. */
  auxiliary: z.record(z.string(), Address),
})
export type Subnet = z.infer<typeof Subnet>

/** Recognised from what the engine and the kernel say, never from the network's name. */
export const DeploymentModel = z.enum([
  'bridge-nat',
  'bridge-underlay',
  'bridge-routed',
  'bridge-internal',
  'docker-gwbridge',
  'overlay-gwbridge',
  'overlay-internal',
  'macvlan',
  'ipvlan',
  'host',
  'none',
  'plugin',
  'unknown',
])
export type DeploymentModel = z.infer<typeof DeploymentModel>

/** What one host knows of a network. */
export const NetworkOnHost = z.object({
  hostId: HostId,
  /** The bridge, or the parent of a macvlan or ipvlan; null where there is none or it could not be found. */
  interfaceId: InterfaceId.nullable(),
  /** Interfaces of the host's own that are ports of the bridge: an enslaved NIC of the model `bridge-underlay`. */
  uplinkIds: z.array(InterfaceId),
  /** The `1-ID` namespace of an overlay. */
  namespaceId: NamespaceId.nullable(),
  peers: z.array(z.object({ name: z.string(), address: Address })),
})
export type NetworkOnHost = z.infer<typeof NetworkOnHost>

export const Network = z.object({
  id: NetworkId,
  name: z.string(),
  driver: z.string(),
  scope: z.string(),
  internal: z.boolean(),
  attachable: z.boolean(),
  ingress: z.boolean(),
  configOnly: z.boolean(),
  encrypted: z.boolean(),
  ipv4: z.boolean(),
  ipv6: z.boolean(),
  ipamDriver: z.string(),
  subnets: z.array(Subnet),
  options: z.record(z.string(), z.string()),
  labels: z.record(z.string(), z.string()),
  createdAt: z.string().nullable(),
  vnis: z.array(z.number().int()),
  model: DeploymentModel,
  /** One sentence: the facts that the model was recognised by. */
  modelReason: z.string(),
  onHosts: z.array(NetworkOnHost),
})
export type Network = z.infer<typeof Network>
