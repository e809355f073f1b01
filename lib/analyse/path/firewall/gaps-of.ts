import type { Firewall } from '../../../model/firewall.ts'
import type { Gap } from '../../../model/gap.ts'
import type { CompiledFirewall } from './compiled-firewall.ts'

const sources: Readonly<Record<string, readonly ('inet' | 'inet6')[]>> = {
  'iptables-save -c': ['inet'],
  'iptables-legacy-save -c': ['inet'],
  'ip6tables-save -c': ['inet6'],
  'ip6tables-legacy-save -c': ['inet6'],
  'nft list ruleset': ['inet', 'inet6'],
}

/** What is not known of the rules of a namespace. Where the tool nft is not there, nobody wrote rules by it: that is assumed, and said. */
export function gapsOf(firewall: Firewall | null, gaps: readonly Gap[]): Pick<CompiledFirewall, 'gap' | 'assumed'> {
  const gap: { inet: string | null; inet6: string | null } = { inet: null, inet6: null }
  let assumed: string | null = null
  for (const { source, code, reason } of gaps) {
    const families = sources[source]
    if (!families) continue
    if (source === 'nft list ruleset' && code === 'tool-missing')
      assumed = 'There are no rules outside iptables: nft is not installed, so they could not be read.'
    else for (const family of families) gap[family] ??= `The rules were not read in full: ${source}: ${reason}`
  }
  // A namespace that was read and has no table has no record either.
  const why = firewall === null ? gaps.find(({ source }) => /^\S+$/.test(source)) : undefined
  if (why) {
    const says = `The rules of the namespace were not read: ${why.source}: ${why.reason}`
    gap.inet ??= says
    gap.inet6 ??= says
  }
  return { gap, assumed }
}
