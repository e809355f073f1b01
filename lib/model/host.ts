import { z } from 'zod'
import { Prefix } from './address.ts'
import { HostId, NamespaceId } from './id.ts'

/** Which rule set the engine writes; `unknown` where neither the engine nor the kernel says. */
export const FirewallBackend = z.enum(['iptables-legacy', 'iptables-nft', 'nftables', 'none', 'unknown'])
export type FirewallBackend = z.infer<typeof FirewallBackend>

export const EngineFacts = z.object({
  version: z.string(),
  /** The version both sides speak, and the newest and oldest that the engine offers. */
  apiVersion: z.string(),
  maxApiVersion: z.string(),
  minApiVersion: z.string().nullable(),
  operatingSystem: z.string(),
  /** Where the engine was asked, as the docker CLI would print it. */
  endpoint: z.string(),
  liveRestore: z.boolean().nullable(),
  /** `overlay`, `macvlan`, ... as `GET /info` lists them. */
  networkPlugins: z.array(z.string()),
})
export type EngineFacts = z.infer<typeof EngineFacts>

export const SwarmFacts = z.object({
  state: z.enum(['inactive', 'pending', 'active', 'error', 'locked']),
  nodeId: z.string().nullable(),
  nodeAddress: z.string().nullable(),
  manager: z.boolean(),
  remoteManagers: z.array(z.string()),
  /** What the engine says is wrong, e.g. that the swarm has no leader; null where nothing is. */
  error: z.string().nullable().default(null),
  warnings: z.array(z.string()).default([]),
  /** The whole swarm's set-up, which only managers tell. */
  cluster: z
    .object({
      id: z.string(),
      dataPathPort: z.number().int().nullable(),
      defaultAddressPools: z.array(Prefix),
      subnetSize: z.number().int().nullable(),
    })
    .nullable()
    .default(null),
})
export type SwarmFacts = z.infer<typeof SwarmFacts>

export const Host = z.object({
  id: HostId,
  name: z.string(),
  kernel: z.string(),
  bootId: z.string().nullable(),
  machineId: z.string().nullable(),
  engine: EngineFacts.nullable(),
  firewallBackend: FirewallBackend,
  swarm: SwarmFacts,
  namespaceId: NamespaceId.nullable(),
  /** `observed`: an agent reads it. `inferred`: a swarm node that only managers tell of. */
  origin: z.enum(['observed', 'inferred']).default('observed'),
})
export type Host = z.infer<typeof Host>
