import type { NamespaceId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import { addressesOfContainer, addressesOfHost } from '../ends/addresses-of.ts'
import type { FoundEnd } from '../ends/found-end.ts'
import { smallPacket } from '../question.ts'
import { answerBetween } from '../trace-path.ts'
import type { Asked, Meeting, Pair } from './asked.ts'
import type { End } from './ground.ts'

type Found = Extract<FoundEnd, { kind: 'found' }>
const kept = new WeakMap<Topology, Map<End, Found>>()

export function askPair(topology: Topology, pair: Pair): Asked {
  const { from, to } = pair
  const { protocol, port } = pair.port
  const meetings: Meeting[] = []
  const through = new Set<NamespaceId>()
  for (const { host, namespace, attachments } of [from, to]) {
    through.add(namespace.id)
    if (host.namespaceId !== null) through.add(host.namespaceId)
    for (const { port: other } of attachments) if (other) through.add(other.namespaceId)
  }
  const question = { from: from.namespace.id, to: to.namespace.id, protocol, port, size: smallPacket }
  const { verdict, branches } = answerBetween(
    topology,
    question,
    foundOf(topology, from),
    foundOf(topology, to),
    ({ id }, place, packet) => meetings.push({ namespaceId: id, place, packet }),
  )
  for (const { namespaceId } of meetings) through.add(namespaceId)
  for (const { there, back } of branches)
    for (const { namespaceId } of [...there.hops, ...(back?.hops ?? [])]) if (namespaceId) through.add(namespaceId)
  return { pair, outcome: verdict.outcome, code: verdict.code, meetings, through }
}

function foundOf(topology: Topology, end: End): Found {
  const known = kept.get(topology) ?? new Map<End, Found>()
  kept.set(topology, known)
  const found = known.get(end) ?? find(topology, end)
  known.set(end, found)
  return found
}

function find(topology: Topology, { kind, host, containers, namespace }: End): Found {
  const [container] = containers
  const place = { hostId: host.id, containerId: container?.id ?? null, namespaceId: namespace.id }
  const end = { kind, label: container?.name ?? host.name, ...place }
  const addresses = container ? addressesOfContainer(topology, container) : addressesOfHost(topology, host)
  return { kind: 'found', end, port: null, places: [{ ...place, addresses }], serviceId: null }
}
