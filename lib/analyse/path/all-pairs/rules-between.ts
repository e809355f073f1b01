import type { Firewall } from '../../../model/firewall.ts'
import type { NamespaceId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { type Fact, readFact } from './fact.ts'
import { addFact } from './facts-between.ts'
import { type End, type Ground, type Segment, type Ties, tie } from './ground.ts'
import type { Names } from './names.ts'
import { numberOf } from './number-of.ts'

/** A rule with its place: `order` counts all rules, `group` is the same for those of one chain between the same two rules that concern everybody. */
export type RuleFact = ReadRule & { order: number; group: number }

/** What its text alone says. */
type ReadRule = Fact & {
  port: number | null
  text: string
  isTranslation: boolean
  isDemanding: boolean
  others: End[]
}

/** Whether two stand for the same rule, between the same that concern everybody. */
export const isSameRule = (one: RuleFact, other: RuleFact): boolean =>
  one.text === other.text && one.group === other.group

/** A rule by its place. */
export type PlacedRule = { table: string; chain: string; text: string }

/** Those whom rules send packets on to, and the ports that they then have. */
export type Third = { ends: Set<End>; ports: Set<number> }

/** The rules of hosts' and overlays' namespaces. */
export type RulesBetween = {
  of: Map<End | Segment, RuleFact[]>
  /** Those about ends, in order. */
  named: RuleFact[]
  /** All, and those of them that concern everybody. */
  all: Map<NamespaceId, PlacedRule[]>
  general: Map<NamespaceId, PlacedRule[]>
  /** Tables, base chains and what else is no rule. */
  shape: Map<NamespaceId, string>
  sets: Set<string>
  /** Ends that packets of others are sent on to: by port, or by any. */
  thirds: { byPort: Map<number, Third>; always: Third }
  /** Ports that rules which concern everybody translate to. */
  translatedTo: Set<number>
  /** Those of the ground, and those that rules make. */
  ties: Ties
}

export function rulesBetween(topology: Topology, { between, ties }: Ground, names: Names): RulesBetween {
  const found: RulesBetween = {
    ...{
      of: new Map(),
      named: [],
      all: new Map(),
      general: new Map(),
      shape: new Map(),
      sets: new Set(),
      translatedTo: new Set(),
    },
    thirds: { byPort: new Map(), always: { ends: new Set(), ports: new Set() } },
    ties: { tied: new Map(ties.tied), alone: new Set(ties.alone) },
  }
  const firewalls = new Map(topology.firewalls.map((one) => [one.id, one]))
  for (const { id } of between) {
    const firewall = firewalls.get(id)
    const gaps = indexOf(topology).gapsOf.get(id) ?? []
    found.shape.set(
      id,
      `${gaps.map(({ source, code }) => `${source} ${code}`).join()}\n${firewall ? shapeOf(firewall) : ''}`,
    )
    const { all, general } = firewall ? readRules(found, names, firewall) : { all: [], general: [] }
    found.all.set(id, all)
    found.general.set(id, general)
  }
  return found
}

const shapeOf = ({ tables }: Firewall): string =>
  tables
    .map(({ backend, family, name, dormant, chains, objects }) =>
      [
        ...[backend, family, name, dormant, ...objects],
        ...chains
          .filter(({ hook }) => hook !== null)
          .map((chain) =>
            [chain.name, chain.hook, chain.priority, chain.type, chain.policy, ...chain.devices].join(' '),
          ),
      ].join('\n'),
    )
    .join('\n')

type OfNamespace = { all: PlacedRule[]; general: PlacedRule[] }

function readRules(found: RulesBetween, names: Names, { id, tables }: Firewall): OfNamespace {
  const [all, general]: [PlacedRule[], PlacedRule[]] = [[], []]
  for (const { backend, family, name, chains, objects } of tables) {
    for (const text of objects) {
      const { owners, sets } = readFact(names, id, text)
      for (const owner of owners) tie(found.ties, owner, 'a set of nft names it')
      for (const set of sets) found.sets.add(set)
    }
    const table = `${backend} ${family} ${name}`
    for (const { name: chain, rules } of chains) {
      const place = `${id} ${table} ${chain}`
      const seen = new Map<string, number>()
      let group = numberOf(place)
      for (const { text } of rules) {
        const read = ruleOf(names, id, text)
        const placed = { table, chain, text }
        all.push(placed)
        for (const set of read.sets) found.sets.add(set)
        if (concernsEverybody(found, read)) {
          const times = (seen.get(text) ?? 0) + 1
          seen.set(text, times)
          group = numberOf(`${place} ${times} ${text}`)
          general.push(placed)
        }
        if (read.owners.size === 0) continue
        const rule = { ...read, order: found.named.length, group }
        found.named.push(rule)
        addFact(found.of, rule, found.ties, read.isTranslation)
      }
    }
  }
  return { all, general }
}

const kept = new WeakMap<Names, Map<NamespaceId, Map<string, ReadRule>>>()

/** As long as names stay whose they are, a text says the same. */
function ruleOf(names: Names, id: NamespaceId, text: string): ReadRule {
  const ofNames = kept.get(names) ?? new Map<NamespaceId, Map<string, ReadRule>>()
  kept.set(names, ofNames)
  const inside = ofNames.get(id) ?? new Map<string, ReadRule>()
  ofNames.set(id, inside)
  const known = inside.get(text)
  if (known) return known
  const fact = readFact(names, id, text)
  const demanded = demandedBy(fact)
  const others = [...fact.owners].filter((owner): owner is End => owner.kind !== 'segment' && !demanded.has(owner))
  const read: ReadRule = {
    ...{ ...fact, port: portOf(text), text, isTranslation: translates.test(text) },
    ...{ isDemanding: demanded.size > 0, others },
  }
  inside.set(text, read)
  return read
}

const translates = /\b(DNAT|SNAT|NETMAP|TEE|TPROXY|dnat|snat|dup|fwd|map)\b/

/** A rule concerns everybody that names nobody whom its packets must be from or to; one about a single port only whoever uses that port. */
function concernsEverybody(
  found: RulesBetween,
  { text, port, isTranslation, isDemanding, others, owners }: ReadRule,
): boolean {
  if (isTranslation) {
    const { always, byPort } = found.thirds
    const third = port === null ? always : (byPort.get(port) ?? { ends: new Set(), ports: new Set() })
    if (port !== null) byPort.set(port, third)
    for (const end of others) third.ends.add(end)
    for (const to of portsTranslatedTo(text)) third.ports.add(to)
    if (port === null) for (const to of portsTranslatedTo(text)) found.translatedTo.add(to)
  }
  const namesEnd = [...owners].some(({ kind }) => kind !== 'segment')
  return !isDemanding && !(isTranslation && namesEnd && port !== null)
}

const option = /(?:^|\s)(?:-[sdio]|--physdev-(?:in|out)|--mac-source|[sd]addr|[io]ifname|[io]if) "?$/

/** Those without whose names a packet cannot match. */
function demandedBy({ pieces }: Fact): Set<End | Segment> {
  const demanded = new Set<End | Segment>()
  pieces.forEach((piece, at) => {
    const before = pieces[at - 1]
    if (typeof piece === 'string' || typeof before !== 'string' || !option.test(before)) return
    if (!/! \S+ "?$/.test(before)) demanded.add(piece.owner.of)
  })
  return demanded
}

/** The one port that a rule is about. */
function portOf(text: string): number | null {
  const found = /(?:^|[^!] )(?:--?[sd]port|[sd]port) (\d+)(?![\d:,-])/.exec(text)
  return found && !/! --[sd]port|port !=/.test(text) ? Number(found[1]) : null
}

/** `--to-destination 10.0.0.5:80`, `--to-ports 80`, `dnat to 10.0.0.5:80`. */
export const portsTranslatedTo = (text: string): number[] =>
  [...text.matchAll(/(?:--to-\S+ \S*?|to \S*?):?(\d+)(?=\s|$|-)/g)].flatMap(({ 1: port }) =>
    port ? [Number(port)] : [],
  )
