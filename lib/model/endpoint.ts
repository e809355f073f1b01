import { z } from 'zod'
import { Address, Prefix } from './address.ts'
import { ContainerId, EndpointId, HostId, InterfaceId, NetworkId } from './id.ts'

/** A container's (or load balancer's, or leaked) attachment to a network. */
export const Endpoint = z.object({
  id: EndpointId,
  hostId: HostId,
  networkId: NetworkId,
  /** Null for load balancers, `ingress-sbox` and leaked endpoints, which `ownerName` then names. */
  containerId: ContainerId.nullable(),
  ownerName: z.string(),
  /** The engine's own id; changes with each start of the container. */
  engineId: z.string().nullable(),
  ipv4: Prefix.nullable(),
  ipv6: Prefix.nullable(),
  mac: z.string().nullable(),
  gateway4: Address.nullable(),
  gateway6: Address.nullable(),
  /** Priority for the default route (API 1.48); 0 where the engine knows none. */
  gatewayPriority: z.number().int(),
  /** Every name that the embedded DNS answers to on this network. */
  names: z.array(z.string()),
  aliases: z.array(z.string()),
  driverOptions: z.record(z.string(), z.string()),
  /** The end inside the container, and the end in the host's (or overlay's) namespace. */
  interfaceId: InterfaceId.nullable(),
  hostInterfaceId: InterfaceId.nullable(),
  /** Where it was seen: a stopped container has a wish, a running one a fact, the kernel alone an observation. */
  origin: z.enum(['configured', 'observed', 'inferred']),
})
export type Endpoint = z.infer<typeof Endpoint>
