import type { Gap } from '../../lib/model/gap.ts'
import type { Namespace } from '../../lib/model/namespace.ts'

/** What it means that a namespace has no rule set on record: it has none, or none could be read. */
export function firewallNote(namespace: Namespace | null, gaps: readonly Gap[]): string {
  if (namespace === null) return 'Not read: its network namespace is not known.'
  const missed = gaps.some((gap) => /iptables|ip6tables|nft/.test(gap.source))
  return missed ? 'Not read: see the gap above.' : 'No rule: nothing is filtered or rewritten here.'
}
