import type { FirewallTable } from '../model/firewall.ts'
import type { FirewallBackend } from '../model/host.ts'
import type { NamespaceFacts } from './namespace-facts.ts'

const firewallParts: readonly string[] = ['iptables', 'iptablesLegacy', 'nft']

/** Which rule set the engine writes: where its chains are; where the rules could not be read, what the engine says. */
export function findFirewallBackend(driver: string | null, facts: NamespaceFacts | null): FirewallBackend {
  const tables = facts?.firewall ?? []
  if (driver?.startsWith('nftables')) return 'nftables'
  const owner = tables.find(hasDockerChain)
  // Where only nft could be read, the tables of iptables are in its words.
  if (owner) return owner.backend === 'nftables' && owner.name !== nativeTable ? 'iptables-nft' : owner.backend
  if (facts === null || facts.gaps.some(({ part }) => firewallParts.includes(part))) return 'unknown'
  return 'none'
}

const nativeTable = 'docker-bridges'

const hasDockerChain = ({ backend, name, chains }: FirewallTable): boolean =>
  (backend === 'nftables' && name === nativeTable) ||
  chains.some((chain) => chain.name === 'DOCKER' || chain.name === 'DOCKER-USER')
