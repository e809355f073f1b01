import type { FirewallChain, FirewallTable } from '../../../model/firewall.ts'
import type { NamespaceId } from '../../../model/id.ts'
import type { Evidence } from '../trace.ts'
import type { CompiledChain, CompiledRule, CompiledTable, Effect, Hook } from './compiled-firewall.ts'
import { compileMatch } from './iptables/compile-match.ts'
import { compileTarget } from './iptables/compile-target.ts'
import { allOf, type Match } from './iptables/match.ts'
import { readNeeds } from './iptables/read-needs.ts'
import { splitRule } from './iptables/split-rule.ts'

/** Rules in the words of iptables-save, ready to be asked. */
export function compileIptables(table: FirewallTable, namespaceId: NamespaceId): CompiledTable {
  const names = new Set(table.chains.map(({ name }) => name))
  const isChain = (name: string): boolean => names.has(name)
  const chains = new Map<string, CompiledChain>()
  for (const chain of table.chains) chains.set(chain.name, compileChain(table, chain, namespaceId, isChain))
  return { family: table.family, name: table.name, chains }
}

function compileChain(
  table: FirewallTable,
  chain: FirewallChain,
  namespaceId: NamespaceId,
  isChain: (name: string) => boolean,
): CompiledChain {
  const tool = `${table.family === 'ip6' ? 'ip6tables' : 'iptables'}${table.backend === 'iptables-legacy' ? '-legacy' : ''}`
  const see = `${tool} -t ${table.name} -S ${chain.name}`
  return {
    name: chain.name,
    rules: chain.rules.map(({ text }) => compileRule(text, isChain)),
    base: baseOf(chain),
    evidenceOf: (rule): Evidence =>
      rule
        ? { kind: 'firewall-rule', text: `-A ${chain.name} ${rule.text}`, namespaceId, see }
        : { kind: 'chain-policy', text: `-P ${chain.name} ${chain.policy?.toUpperCase()}`, namespaceId, see },
  }
}

const hooks: Readonly<Record<string, Hook>> = {
  prerouting: 'prerouting',
  input: 'input',
  forward: 'forward',
  output: 'output',
  postrouting: 'postrouting',
}

function baseOf({ hook, priority, type, policy }: FirewallChain): CompiledChain['base'] {
  const known = hooks[hook ?? '']
  if (!known) return null
  return {
    hook: known,
    priority: Number(priority),
    type: type === 'nat' || type === 'route' ? type : 'filter',
    policy: policy === 'drop' ? 'drop' : 'accept',
    devices: null,
  }
}

const nothing: readonly Effect[] = []

/** What a rule asks and does is worked out when a packet first comes to it: most rules of a long chain never see one. */
function compileRule(text: string, isChain: (name: string) => boolean): CompiledRule {
  let act: CompiledRule['run'] | null = null
  return {
    text,
    needs: readNeeds(text),
    run(packet, place, connections) {
      act ??= readRule(text, isChain)
      return act(packet, place, connections)
    },
  }
}

function readRule(text: string, isChain: (name: string) => boolean): CompiledRule['run'] {
  const parts = splitRule(text)
  if (!parts) return () => [{ kind: 'unknown', why: 'its words are not understood', perhaps: null }]
  const target = compileTarget(parts.target, isChain)
  if (target.length === 0 && typeof target !== 'function') return () => nothing
  const match: Match = allOf(parts.matches.map(compileMatch))
  return (packet, place, connections) => {
    const answer = match(packet, place, connections)
    if (answer === false) return nothing
    const effects = typeof target === 'function' ? target(packet, place) : target
    return answer === true ? effects : [{ kind: 'unknown', why: answer.why, perhaps: [...effects] }]
  }
}
