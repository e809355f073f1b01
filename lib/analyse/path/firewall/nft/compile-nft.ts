import type { FirewallChain, FirewallTable } from '../../../../model/firewall.ts'
import type { NamespaceId } from '../../../../model/id.ts'
import type { Evidence } from '../../trace.ts'
import type { CompiledChain, CompiledRule, CompiledTable, Hook } from '../compiled-firewall.ts'
import { compileRule } from './compile-rule.ts'
import { priorityOf } from './priority-of.ts'
import { readSets } from './read-sets.ts'

/** A native table of nft. The chains of a dormant one are called by no hook. */
export function compileNftTable(table: FirewallTable, namespaceId: NamespaceId): CompiledTable {
  const sets = readSets(table.objects)
  const chains = table.chains.map((chain): CompiledChain => {
    const see = `nft list chain ${table.family} ${table.name} ${chain.name}`
    return {
      name: chain.name,
      rules: chain.rules.map(({ text }) => compileRule(text, sets, table.family)),
      base: table.dormant ? null : baseOf(chain, table.family),
      evidenceOf: (rule) => evidenceOf(rule, chain, namespaceId, see),
    }
  })
  return { family: table.family, name: table.name, chains: new Map(chains.map((chain) => [chain.name, chain])) }
}

const hooks: ReadonlyMap<string, Hook> = new Map(
  (['ingress', 'prerouting', 'input', 'forward', 'output', 'postrouting', 'egress'] as const).map((hook) => [
    hook,
    hook,
  ]),
)

function baseOf({ hook, priority, type, policy, devices }: FirewallChain, family: string): CompiledChain['base'] {
  const known = hooks.get(hook ?? '')
  if (!known) return null
  const ofDevice = known === 'ingress' || known === 'egress'
  return {
    hook: known,
    priority: priorityOf(priority ?? '0', family) ?? 0,
    type: type === 'nat' || type === 'route' ? type : 'filter',
    policy: policy === 'drop' ? 'drop' : 'accept',
    devices: ofDevice ? devices : null,
  }
}

function evidenceOf(rule: CompiledRule | null, chain: FirewallChain, namespaceId: NamespaceId, see: string): Evidence {
  if (rule) return { kind: 'firewall-rule', text: rule.text, namespaceId, see }
  const text = `chain ${chain.name} { type ${chain.type} hook ${chain.hook} priority ${chain.priority}; policy ${chain.policy}; }`
  return { kind: 'chain-policy', text, namespaceId, see }
}
