import type { FirewallTable } from '../../../model/firewall.ts'
import type { NamespaceId } from '../../../model/id.ts'
import type { CompiledChain, CompiledTable, Effect, Hook } from './compiled-firewall.ts'

/** A table whose words nobody here reads: each of its base chains may do anything. */
export function unreadTable({ family, name, chains }: FirewallTable, namespaceId: NamespaceId): CompiledTable {
  const why = `rules of the nft table ${family} ${name} are not understood`
  const effects: readonly Effect[] = [{ kind: 'unknown', why, perhaps: null }]
  const compiled = new Map<string, CompiledChain>()
  for (const { name: chain, hook, type, rules } of chains) {
    const known = hooks.find((each) => each === hook)
    const [first] = rules
    compiled.set(chain, {
      name: chain,
      rules: first ? [{ text: first.text, run: () => effects }] : [],
      base: known
        ? { hook: known, priority: 0, type: type === 'nat' ? 'nat' : 'filter', policy: 'accept', devices: null }
        : null,
      evidenceOf: () => ({
        kind: 'firewall-rule',
        text: `table ${family} ${name}, chain ${chain}`,
        namespaceId,
        see: `nft list chain ${family} ${name} ${chain}`,
      }),
    })
  }
  return { family, name, chains: compiled }
}

const hooks: readonly Hook[] = ['ingress', 'prerouting', 'input', 'forward', 'output', 'postrouting', 'egress']
