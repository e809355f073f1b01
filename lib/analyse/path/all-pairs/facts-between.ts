import type { NamespaceId } from '../../../model/id.ts'
import type { Namespace } from '../../../model/namespace.ts'
import { indexOf } from '../../topology-index.ts'
import type { World } from '../walk/world.ts'
import { type Fact, readFact } from './fact.ts'
import { type End, type Ground, type Segment, type Ties, tie } from './ground.ts'
import type { Names } from './names.ts'
import { decides, interfaceWords, neighbourWords, routeWords } from './own-text.ts'

/** What namespaces of hosts and overlays hold besides rules. */
export type FactsBetween = {
  /** By end or segment: what names it. */
  of: Map<End | Segment, Fact[]>
  /** By namespace: what names nobody. */
  general: Map<NamespaceId, string>
  sets: Set<string>
}

export function factsBetween(world: World, ground: Ground, names: Names): FactsBetween {
  const found: FactsBetween = { of: new Map(), general: new Map(), sets: new Set() }
  for (const namespace of ground.between) {
    const general: string[] = []
    for (const [text, isGeneral] of linesOf(world, ground, namespace)) {
      const fact = readFact(names, namespace.id, text)
      for (const set of fact.sets) found.sets.add(set)
      if (fact.owners.size === 0 || isGeneral) general.push(text)
      addFact(found.of, fact, ground.ties, true)
    }
    found.general.set(namespace.id, general.join('\n'))
  }
  return found
}

/** Adds a fact to whom it names: to an end rather than to its own segment. Two ends in one fact meet each other's packets. */
export function addFact<F extends Fact>(of: Map<End | Segment, F[]>, fact: F, ties: Ties, tiesEnds: boolean): void {
  const ends = [...fact.owners].filter((owner) => owner.kind !== 'segment')
  if (ends.length > 1)
    for (const end of ends) {
      if (tiesEnds) tie(ties, end, 'it is named together with another')
      ties.alone.add(end)
    }
  for (const owner of fact.owners) {
    const isOfEnd = owner.kind === 'segment' && ends.length > 0 && ends.every((end) => owner.ends.includes(end))
    if (isOfEnd) continue
    const list = of.get(owner)
    if (list) list.push(fact)
    else of.set(owner, [fact])
  }
}

/** Each line with whether it concerns everybody, whoever is named in it. */
function* linesOf(world: World, { endOf }: Ground, namespace: Namespace): Iterable<[string, boolean]> {
  const { id } = namespace
  const { interfacesOfNamespace, gapsOf } = indexOf(world.topology)
  for (const device of interfacesOfNamespace.get(id) ?? []) {
    const master = device.masterId === null ? undefined : world.interface.get(device.masterId)
    yield [interfaceWords(device, master?.name ?? null), false]
  }
  for (const route of namespace.routes) {
    if (isLearnedBroadcast(route.destination)) continue
    yield [routeWords(route), false]
    if (route.gateway !== null || route.nextHops.length > 0 || route.destination === 'default')
      yield [`route ${routeWords(route)}`, true]
  }
  for (const { family, priority, text, table } of namespace.rules)
    yield [`${family} ${priority} ${text} ${table}`, /\bnot\b/.test(text)]
  for (const one of namespace.neighbours) if (decides(world.topology, one)) yield [neighbourWords(one), false]
  for (const { mac, device, master, vlan, remote, vni } of namespace.fdb)
    if (!isGroup(mac)) yield [['fdb', mac, device, master, vlan, remote, vni].join(' '), false]
  for (const service of namespace.ipvs) yield [JSON.stringify(service), true]
  for (const { device, direction, text } of namespace.trafficFilters) yield [`${device} ${direction} ${text}`, false]
  for (const { text } of namespace.transforms) yield [text, true]
  for (const [key, value] of Object.entries(namespace.sysctls)) {
    const [, device = ''] = /^net\.ipv[46]\.conf\.(.+)\.[^.]+$/.exec(key) ?? []
    yield [
      device === '' ? `${key} ${value}` : `${key.replace(`.${device}.`, '. ')} ${value} ${device.replaceAll('/', '.')}`,
      false,
    ]
  }
  const space = world.space(id)
  yield [
    [
      endOf.get(id)?.kind,
      space?.blind,
      space?.socketsGap,
      (gapsOf.get(id) ?? []).map(({ source }) => source).join(),
    ].join(' '),
    true,
  ]
}

const isLearnedBroadcast = (destination: string): boolean => destination.startsWith('ff00::')

/** Groups are no packet's destination here. */
const isGroup = (mac: string): boolean => (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1
