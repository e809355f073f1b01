import type { Topology } from '../../../model/topology.ts'
import { namespaceBlind } from '../../namespace-blind.ts'
import { indexOf } from '../../topology-index.ts'
import { endpointsOfContainer } from '../ends/endpoints-of-container.ts'
import { worldOf } from '../walk/world.ts'
import { type Fact, readFact, seenBy } from './fact.ts'
import { type FactsBetween, factsBetween } from './facts-between.ts'
import { type End, type Ground, groundOf, type Ties, tie } from './ground.ts'
import { isSameList } from './is-same-list.ts'
import { membersOfSets } from './members-of-sets.ts'
import { type Names, namesOf } from './names.ts'
import { numberOf } from './number-of.ts'
import { ownText, socketWords } from './own-text.ts'
import { type Ordered, orderedOf } from './relation.ts'
import { isSameRule, type RuleFact, type RulesBetween, rulesBetween } from './rules-between.ts'

/** All that tells ends apart. */
export type Classes = {
  still: Still
  rules: RulesBetween
  /** Of those before: ends that are something else now, or stand to others in another way. Null where none can be told. */
  changed: ReadonlySet<End> | null
  about: readonly (readonly RuleFact[])[]
  ordered: (end: End) => Ordered
  /** By place of an end. */
  kept: readonly OfEnd[]
  members: readonly string[]
  /** What an end is for a packet with these ports; `taken`: its sockets count, since packets may come to it. `hidden`: a port that stands for others. */
  classAt: (end: End, ports: readonly number[], taken: boolean, hidden?: number) => number
}

/** What an end is, whatever port is asked for; and with what ports it is something else. */
type OfEnd = { base: number; bare: number; caring: ReadonlySet<number>; atPorts: Map<string, number> }

/** What does not depend on the rules of hosts. */
export type Still = {
  topology: Topology
  ground: Ground
  names: Names
  facts: FactsBetween
  /** By place of an end: what names it, and what is not known of it. */
  texts: string[]
  own: Map<End, OwnFacts>
}

type OwnFacts = { from: ReturnType<typeof ownText>; text: string; sets: readonly string[]; others: readonly End[] }

export function classesOf(topology: Topology, previous: Classes | null): Classes {
  const isStill = previous !== null && isSame(previous.still.topology, topology)
  const still = isStill ? previous.still : stillOf(topology)
  const { ground, names, facts } = still
  const rules = rulesBetween(topology, ground, names)
  const sets = new Set([...facts.sets, ...rules.sets])
  const own = ownFacts(topology, still, rules.ties, sets)
  const members = membersOfSets(ground.ends, [...sets].sort())
  const about = ground.ends.map((end) => rulesOf(end, rules))
  const now = { still: { ...still, topology, own }, rules, about, members }
  const changed = isStill ? changedSince(previous, now) : null
  const kept = ground.ends.map((end) => {
    const before = changed?.has(end) === false ? previous?.kept[end.place] : undefined
    return before ?? ofEnd(end, now)
  })
  const ordered = new Map<End, Ordered>()
  return {
    ...{ ...now, changed, kept },
    ordered: (end) => {
      const found = ordered.get(end) ?? orderedOf(about[end.place] ?? [])
      ordered.set(end, found)
      return found
    },
    classAt: (end, ports, taken, hidden) => {
      const known = kept[end.place]
      if (!known) return 0
      if (!taken && !ports.some((port) => known.caring.has(port))) return known.bare
      const key = `${taken} ${ports.join()} ${hidden}`
      let number = known.atPorts.get(key)
      if (number === undefined) {
        const text = atPorts(end, about[end.place] ?? [], ports, taken)
        const shown = hidden === undefined ? text : text.replace(new RegExp(`\\b${hidden}\\b`, 'g'), '§')
        number = numberOf(`${known.base}\n${shown}`)
        known.atPorts.set(key, number)
      }
      return number
    },
  }
}

type Found = Pick<Classes, 'still' | 'rules' | 'about' | 'members'>

function ofEnd(end: End, { still, rules, about, members }: Found): OfEnd {
  const list = about[end.place] ?? []
  const free = list.filter(({ port }) => port === null || rules.translatedTo.has(port))
  const text = [
    rules.ties.alone.has(end) || rules.ties.tied.has(end) ? end.namespace.id : '',
    ...[end.host.id, still.own.get(end)?.text, still.texts[end.place], members[end.place]],
    ...free.map((rule) => `${rule.group} ${seenBy(end, rule)}`),
  ].join('\n')
  const base = numberOf(text)
  const caring = new Set(list.flatMap(({ port }) => port ?? []))
  return { base, bare: numberOf(`${base}\n`), caring, atPorts: new Map() }
}

/** Where only rules are other ones: the ends that they make something else, all of them if other ports are translated to. */
function changedSince(before: Found, now: Found): ReadonlySet<End> {
  const { ends } = now.still.ground
  const [old, young] = [before.rules, now.rules]
  const isTranslated = [...new Set([...old.translatedTo, ...young.translatedTo])].every(
    (port) => old.translatedTo.has(port) && young.translatedTo.has(port),
  )
  if (!isTranslated) return new Set(ends)
  const isSameEnd = (end: End): boolean =>
    before.still.own.get(end) === now.still.own.get(end) &&
    before.members[end.place] === now.members[end.place] &&
    old.ties.alone.has(end) === young.ties.alone.has(end) &&
    old.ties.tied.has(end) === young.ties.tied.has(end) &&
    isSameList(before.about[end.place] ?? [], now.about[end.place] ?? [], isSameRule)
  return new Set(ends.filter((end) => !isSameEnd(end)))
}

function stillOf(topology: Topology): Still {
  const ground = groundOf(topology)
  const names = namesOf(ground)
  const facts = factsBetween(worldOf(topology), ground, names)
  const { gapsOf } = indexOf(topology)
  const texts = ground.ends.map((end) => {
    const { id } = end.namespace
    const gaps = (gapsOf.get(id) ?? []).map(({ source, code, reason }) => `${source} ${code} ${reason}`)
    const told = [...mine(end, facts.of).map((fact) => seenBy(end, fact)), ...endpointWords(topology, end)]
    return String(numberOf([namespaceBlind(topology, id), ...gaps, ...told.sort()].join('\n')))
  })
  return { topology, ground, names, facts, texts, own: new Map() }
}

/** What the engine goes by when it publishes ports: the endpoints of a container, by the names of their networks. */
function endpointWords(topology: Topology, { containers, attachments }: End): string[] {
  const { network } = indexOf(topology)
  const own = containers.flatMap(({ id }) => endpointsOfContainer(topology, id))
  const named = own.map((one) => ({ one, place: network.get(one.networkId) }))
  return named
    .sort((a, b) => ((a.place?.name ?? '') < (b.place?.name ?? '') ? -1 : 1))
    .map(({ one, place }, at) => {
      const device = attachments.findIndex((each) => each.device.id === one.interfaceId)
      const gateways = [one.gateway4 === null, one.gateway6 === null, one.ipv4 === null, one.ipv6 === null]
      const isOwn = attachments[device]?.device.addresses.some(({ prefix }) => prefix === one.ipv4)
      const words = [at, device, isOwn, one.origin, one.gatewayPriority, place?.internal, place?.model, ...gateways]
      return `endpoint ${words.join(' ')}`
    })
}

const kinds = [
  'hosts',
  'namespaces',
  'interfaces',
  'containers',
  'networks',
  'endpoints',
  'services',
  'gaps',
  'statuses',
] as const

const isSame = (one: Topology, other: Topology): boolean =>
  kinds.every((kind) => {
    const [a, b]: [readonly unknown[], readonly unknown[]] = [one[kind], other[kind]]
    return a === b || (a.length === b.length && a.every((record, at) => record === b[at]))
  })

/** What the ends' own namespaces hold. Whom they name of the others is a class of its own. */
function ownFacts(topology: Topology, still: Still, ties: Ties, sets: Set<string>): Map<End, OwnFacts> {
  const firewalls = new Map(topology.firewalls.map((one) => [one.id, one]))
  const own = new Map<End, OwnFacts>()
  for (const end of still.ground.ends) {
    if (end.kind === 'host' || end.isGuest) continue
    const { id } = end.namespace
    const from = ownText(end.namespace, end.interfaces, firewalls.get(id) ?? null, topology)
    const known = still.own.get(end)
    const facts = known?.from === from ? known : readOwn(still.names, end, from)
    own.set(end, facts)
    for (const set of facts.sets) sets.add(set)
    if (facts.others.length > 0) tie(ties, end, 'its own namespace names another')
    for (const other of facts.others) ties.alone.add(other)
  }
  return own
}

function readOwn(names: Names, end: End, from: OwnFacts['from']): OwnFacts {
  const fact = readFact(names, end.namespace.id, from.text)
  const strangers = fact.pieces.flatMap((piece) =>
    typeof piece !== 'string' && piece.owner.of.kind === 'segment' && !piece.owner.of.ends.includes(end)
      ? [piece.word]
      : [],
  )
  const others = [...fact.owners].filter((owner): owner is End => owner.kind !== 'segment' && owner !== end)
  const text = `${numberOf(seenBy(end, fact))} ${numberOf(from.rest)}`
  return { from, text, sets: [...fact.sets, ...strangers], others }
}

/** What names an end or a segment that it is on. */
const mine = <F extends Fact>(end: End, of: ReadonlyMap<unknown, F[]>): F[] => [
  ...(of.get(end) ?? []),
  ...[end.home, ...end.attachments.map(({ segment }) => segment)].flatMap((segment) =>
    segment === null ? [] : (of.get(segment) ?? []),
  ),
]

const rulesOf = (end: End, { of }: RulesBetween): RuleFact[] =>
  mine(end, of).sort((one, other) => one.order - other.order)

function atPorts(end: End, rules: readonly RuleFact[], ports: readonly number[], taken: boolean): string {
  const caring = rules
    .filter(({ port }) => port !== null && ports.includes(port))
    .map((rule) => `g${rule.group} ${seenBy(end, rule)}`)
  const sockets = taken ? end.namespace.sockets.filter(({ port }) => ports.includes(port)) : []
  const published = taken
    ? end.containers.flatMap((container) =>
        container.ports.filter(({ hostPort }) => hostPort !== null && ports.includes(hostPort)),
      )
    : []
  const mappings = published.map(({ hostAddress, hostPort, containerPort, protocol }) =>
    [hostAddress, hostPort, containerPort, protocol].join(' '),
  )
  return [...caring, ...sockets.map(socketWords), ...mappings].join('\n')
}
