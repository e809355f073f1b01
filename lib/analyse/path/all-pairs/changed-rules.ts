import type { FirewallTable } from '../../../model/firewall.ts'
import type { NamespaceId } from '../../../model/id.ts'
import { compileIptables } from '../firewall/compile-iptables.ts'
import type { CompiledRule, HookPlace } from '../firewall/compiled-firewall.ts'
import { createConnections } from '../firewall/connections.ts'
import type { Packet } from '../packet.ts'
import type { Classes } from './classes.ts'
import type { GeneralRule } from './rules-between.ts'

/** A packet at a hook of a namespace. */
export type Meeting = { namespaceId: NamespaceId; place: HookPlace; packet: Packet }

/** Whether what was found out by these meetings and in these namespaces may be otherwise now. */
export type Touched = (meetings: readonly Meeting[], through: ReadonlySet<NamespaceId>) => boolean

type Tests = ((meeting: Meeting) => boolean)[]

/** Compares what concerns everybody in two states of a topology. */
export function touchedBetween(before: Classes, now: Classes): Touched {
  const changed = new Set<NamespaceId>()
  const tests = new Map<NamespaceId, Tests>()
  const ids = new Set([...before.rules.shape.keys(), ...now.rules.shape.keys()])
  for (const id of ids) {
    const isOther =
      before.rules.shape.get(id) !== now.rules.shape.get(id) ||
      before.still.facts.general.get(id) !== now.still.facts.general.get(id)
    if (isOther) changed.add(id)
    const rules = differing(before.rules.general.get(id) ?? [], now.rules.general.get(id) ?? [])
    if (rules.length > 0)
      tests.set(
        id,
        rules.map((rule) => testOf(id, rule)),
      )
  }
  return (meetings, through) => {
    for (const id of changed) if (through.has(id)) return true
    if (tests.size === 0) return false
    return meetings.some((meeting) => tests.get(meeting.namespaceId)?.some((test) => test(meeting)) ?? false)
  }
}

/** Rules of either list, chain by chain, between what the two begin and end with alike. */
function differing(before: readonly GeneralRule[], now: readonly GeneralRule[]): GeneralRule[] {
  const old = byChain(before)
  const young = byChain(now)
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((chain) => {
    const [a, b] = [old.get(chain) ?? [], young.get(chain) ?? []]
    let start = 0
    while (start < a.length && start < b.length && a[start]?.text === b[start]?.text) start++
    let end = 0
    while (end < a.length - start && end < b.length - start && a.at(-1 - end)?.text === b.at(-1 - end)?.text) end++
    return [...a.slice(start, a.length - end), ...b.slice(start, b.length - end)]
  })
}

function byChain(rules: readonly GeneralRule[]): Map<string, GeneralRule[]> {
  const found = new Map<string, GeneralRule[]>()
  for (const rule of rules) {
    const key = `${rule.table} ${rule.chain}`
    const list = found.get(key)
    if (list) list.push(rule)
    else found.set(key, [rule])
  }
  return found
}

/** Whether a rule could match a packet, whatever its connection's state and mark are. Rules of nft are not looked into. */
function testOf(id: NamespaceId, { table, text, chain }: GeneralRule): (meeting: Meeting) => boolean {
  const [backend = '', family = '', name = ''] = table.split(' ')
  if (backend !== 'iptables-nft' && backend !== 'iptables-legacy') return () => true
  const rule = compileAlone(id, { backend, family, name }, withoutState(text))
  const hook = hooks[chain]
  return ({ place, packet }) =>
    place.level === 'ip' &&
    (packet.family === 'inet') === (family === 'ip') &&
    (hook === undefined || hook === place.hook) &&
    (rule === undefined || rule.run(packet, place, createConnections()).length > 0)
}

const hooks: Readonly<Record<string, HookPlace['hook'] | undefined>> = {
  PREROUTING: 'prerouting',
  INPUT: 'input',
  FORWARD: 'forward',
  OUTPUT: 'output',
  POSTROUTING: 'postrouting',
}

const withoutState = (text: string): string =>
  text.replace(/-m (conntrack|state|mark|connmark)((?: ! | )--\S+(?: (?!-|!)\S+)*)*/g, '').trim()

function compileAlone(
  id: NamespaceId,
  table: Pick<FirewallTable, 'backend' | 'family' | 'name'>,
  text: string,
): CompiledRule | undefined {
  const chain = {
    ...{ name: 'changed', hook: null, priority: null, type: null, devices: [], policy: null },
    ...{ policyPackets: null, policyBytes: null, rules: [{ text, packets: null, bytes: null }] },
  }
  const compiled = compileIptables({ ...table, dormant: false, chains: [chain], objects: [] }, id)
  return compiled.chains.get('changed')?.rules[0]
}
