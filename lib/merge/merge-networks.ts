import type { Network } from '../model/network.ts'

/** What several hosts say of one network, as one: the first host's words, and each host's own part. Null where nobody knows it. */
export function mergeNetworks(said: readonly Network[]): Network | null {
  const [first, ...others] = [...said].sort((a, b) => (hostOf(a) < hostOf(b) ? -1 : 1))
  if (!first || others.length === 0) return first ?? null
  const all = [first, ...others]
  const known = all.find((network) => network.model !== 'unknown') ?? first
  return {
    ...first,
    model: known.model,
    modelReason: known.modelReason,
    subnets: (all.find((network) => network.subnets.length > 0) ?? first).subnets,
    vnis: [...new Set(all.flatMap((network) => network.vnis))].sort((a, b) => a - b),
    onHosts: all.flatMap((network) => network.onHosts),
  }
}

/** A view of one host holds one part a network, its own. */
const hostOf = (network: Network): string => network.onHosts[0]?.hostId ?? ''
