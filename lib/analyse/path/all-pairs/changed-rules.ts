import type { FirewallTable } from '../../../model/firewall.ts'
import type { NamespaceId } from '../../../model/id.ts'
import { compileIptables } from '../firewall/compile-iptables.ts'
import type { CompiledRule, HookPlace } from '../firewall/compiled-firewall.ts'
import { createConnections } from '../firewall/connections.ts'
import type { Asked, Meeting, Pair } from './asked.ts'
import type { Classes } from './classes.ts'
import type { End } from './ground.ts'
import { renamed } from './renamed.ts'
import type { PlacedRule } from './rules-between.ts'
import { sameAround } from './same-around.ts'

/** Whether what was found out of pairs before may be otherwise now. */
export type Touched = {
  /** For all that are what they were. */
  byGeneral: (asked: Asked) => boolean
  /** For one pair that it stands for, whatever the two are now; only rules are other ones. */
  byAny: (asked: Asked, pair: Pair) => boolean
}

type Tests = ReadonlyMap<NamespaceId, Test[]>

/** Whether a rule is asked where packets are at, and whether it could match one of them, whatever its connection's state and mark are. */
type Test = { meets: (meeting: Meeting) => boolean; matches: (meeting: Meeting) => boolean }

/** Compares two states of a topology. */
export function touchedBetween(before: Classes, now: Classes): Touched {
  const { names, ground } = now.still
  const changed = new Set<NamespaceId>()
  for (const id of new Set([...before.rules.shape.keys(), ...now.rules.shape.keys()])) {
    const isOther =
      before.rules.shape.get(id) !== now.rules.shape.get(id) ||
      before.still.facts.general.get(id) !== now.still.facts.general.get(id)
    if (isOther) changed.add(id)
  }
  const meets = (id: NamespaceId, rule: PlacedRule): Test['meets'] =>
    meetsRule(rule, [...(before.rules.all.get(id) ?? []), ...(now.rules.all.get(id) ?? [])])
  const general = testsOf(before.rules.general, now.rules.general, (id, rule) => ({
    meets: meets(id, rule),
    matches: matchesRule(id, { ...rule, text: withoutNegation(rule.text) }),
  }))
  const any = testsOf(before.rules.all, now.rules.all, (id, rule) => ({
    meets: meets(id, rule),
    matches: asksMore.test(rule.text) ? () => true : matchesRule(id, rule),
  }))
  const isComparable =
    before.still.ground === ground &&
    changed.size === 0 &&
    [...any.keys()].every((id) => ground.endOf.get(id)?.kind === 'host')
  return {
    byGeneral: ({ meetings, through }) => {
      for (const id of changed) if (through.has(id)) return true
      if (general.size === 0) return false
      return meetings.some((meeting) => {
        const tests = general.get(meeting.namespaceId)
        return tests?.some(({ meets, matches }) => meets(meeting) && matches(meeting)) ?? false
      })
    },
    byAny: (asked, pair) => {
      const isSameOwn = endsOf(pair).every((end) => before.still.own.get(end) === now.still.own.get(end))
      const isOfGround = endsOf(asked.pair).every((end) => ground.ends[end.place] === end)
      if (!isComparable || !isSameOwn || !isOfGround) return true
      const rename = renamed(names, asked.pair, pair)
      return asked.meetings.some((meeting) => {
        const tests = any.get(meeting.namespaceId)?.filter(({ meets }) => meets(meeting)) ?? []
        if (tests.length === 0) return false
        const its = rename(meeting)
        return its === null || tests.some(({ matches }) => matches(its))
      })
    },
  }
}

const endsOf = ({ from, to, others }: Pair): End[] => [from, to, ...others]

type ByNamespace = ReadonlyMap<NamespaceId, readonly PlacedRule[]>

function testsOf(before: ByNamespace, now: ByNamespace, make: (id: NamespaceId, rule: PlacedRule) => Test): Tests {
  const tests = new Map<NamespaceId, Test[]>()
  for (const id of new Set([...before.keys(), ...now.keys()])) {
    const rules = differing(before.get(id) ?? [], now.get(id) ?? [])
    if (rules.length === 0) continue
    tests.set(
      id,
      rules.map((rule) => make(id, rule)),
    )
  }
  return tests
}

/** Rules of either list, chain by chain, between what the two begin and end with alike. */
function differing(before: readonly PlacedRule[], now: readonly PlacedRule[]): PlacedRule[] {
  const old = byChain(before)
  const young = byChain(now)
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((chain) => {
    const [a, b] = [old.get(chain) ?? [], young.get(chain) ?? []]
    const { start, end } = sameAround(a, b, (one, other) => one.text === other.text)
    return [...a.slice(start, a.length - end), ...b.slice(start, b.length - end)]
  })
}

function byChain(rules: readonly PlacedRule[]): Map<string, PlacedRule[]> {
  const found = new Map<string, PlacedRule[]>()
  for (const rule of rules) {
    const key = `${rule.table} ${rule.chain}`
    const list = found.get(key)
    if (list) list.push(rule)
    else found.set(key, [rule])
  }
  return found
}

/** Whether a rule is on the way of packets that are at a hook. Rules of nft are taken to be everywhere. */
function meetsRule({ table, chain }: PlacedRule, all: readonly PlacedRule[]): Test['meets'] {
  const [backend = '', family = ''] = table.split(' ')
  if (!isIptables(backend)) return () => true
  const asked = hooksOf(
    chain,
    all.filter((rule) => rule.table === table),
  )
  return ({ place, packet }) =>
    place.level === 'ip' && (packet.family === 'inet') === (family === 'ip') && asked.has(place.hook)
}

/** The hooks from which a chain is come to, by any jump of its table. */
function hooksOf(chain: string, rules: readonly PlacedRule[]): Set<HookPlace['hook']> {
  const found = new Set<HookPlace['hook']>()
  const seen = new Set([chain])
  for (const name of seen) {
    const hook = hooks[name]
    if (hook !== undefined) found.add(hook)
    for (const { chain: from, text } of rules) if (jumpsTo(text, name)) seen.add(from)
  }
  return found
}

/** `-j DOCKER-USER`, `-g DOCKER-USER`. */
const jumpsTo = (text: string, chain: string): boolean => text.endsWith(`-j ${chain}`) || text.endsWith(`-g ${chain}`)

const isIptables = (backend: string): backend is Exclude<FirewallTable['backend'], 'nftables'> =>
  backend === 'iptables-nft' || backend === 'iptables-legacy'

function matchesRule(id: NamespaceId, { table, text }: PlacedRule): Test['matches'] {
  const [backend = '', family = '', name = ''] = table.split(' ')
  if (!isIptables(backend)) return () => true
  const rule = compileAlone(id, { backend, family, name }, withoutState(text))
  const connections = createConnections()
  return ({ place, packet }) => rule === undefined || rule.run(packet, place, connections).length > 0
}

const hooks: Readonly<Record<string, HookPlace['hook'] | undefined>> = {
  PREROUTING: 'prerouting',
  INPUT: 'input',
  FORWARD: 'forward',
  OUTPUT: 'output',
  POSTROUTING: 'postrouting',
}

/** What a rule asks of a packet beyond addresses, interfaces and ports. */
const asksMore = /\bmac\b|rpfilter|policy/

/** Whom a rule excepts differs between those whom one answer stands for. */
const withoutNegation = (text: string): string => text.replace(/! (?:-[sdio]|--\S+) \S+ ?/g, '').trim()

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
