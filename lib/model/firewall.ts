import { z } from 'zod'
import { HostId, NamespaceId } from './id.ts'

export const FirewallRule = z.object({
  /** The rule in its tool's own words: `-i docker0 -j ACCEPT`, or an nft statement. No counters in it. */
  text: z.string(),
  /** Null where the tool keeps no counter for the rule. */
  packets: z.number().nullable(),
  bytes: z.number().nullable(),
})
export type FirewallRule = z.infer<typeof FirewallRule>

export const FirewallChain = z.object({
  name: z.string(),
  /** prerouting, input, forward, output, postrouting, ingress; null for a chain that is only jumped to. */
  hook: z.string().nullable(),
  /** Number as text, or nft's word for it (`dstnat`, `filter - 10`). */
  priority: z.string().nullable(),
  /** filter, nat, route of a base chain. */
  type: z.string().nullable(),
  /** The interfaces that a chain of the hooks ingress and egress is bound to; empty for all others. */
  devices: z.array(z.string()).default([]),
  policy: z.string().nullable(),
  policyPackets: z.number().nullable(),
  policyBytes: z.number().nullable(),
  rules: z.array(FirewallRule),
})
export type FirewallChain = z.infer<typeof FirewallChain>

export const FirewallTable = z.object({
  /** The tool whose words the rules are in, which is also the kernel's rule set that they live in. */
  backend: z.enum(['iptables-legacy', 'iptables-nft', 'nftables']),
  /** ip, ip6, inet, arp, bridge, netdev. */
  family: z.string(),
  name: z.string(),
  /** nft's flag: its chains are there, and the kernel calls none of them. */
  dormant: z.boolean().default(false),
  chains: z.array(FirewallChain),
  /** Named sets, maps and flow tables of nft in their own words; empty for iptables. */
  objects: z.array(z.string()),
})
export type FirewallTable = z.infer<typeof FirewallTable>

/** All rule sets of one namespace that the kernel enforces; its id is the namespace's. */
export const Firewall = z.object({
  id: NamespaceId,
  hostId: HostId,
  tables: z.array(FirewallTable),
})
export type Firewall = z.infer<typeof Firewall>
