import type { Endpoint } from '../model/endpoint.ts'
import type { NamespaceKind } from '../model/namespace.ts'
import type { CardSeed } from './card-seed.ts'
import { inertText } from './inert-text.ts'
import { grouped, type Lookup } from './lookup.ts'

/** Cards for endpoints without a container: one for each namespace of the swarm's own, one for each endpoint that no namespace is known of. */
export function systemSeeds(endpoints: readonly Endpoint[], lookup: Lookup): CardSeed[] {
  const rooms = grouped(endpoints, (one) => `${one.hostId} ${placeOf(one, lookup)?.id ?? one.id}`)
  return [...rooms.values()].flatMap((list) => systemSeed(list, lookup) ?? [])
}

function placeOf({ interfaceId }: Endpoint, lookup: Lookup) {
  const one = interfaceId === null ? undefined : lookup.interface.get(interfaceId)
  return one && lookup.namespace.get(one.namespaceId)
}

function systemSeed(list: readonly Endpoint[], lookup: Lookup): CardSeed | null {
  const [first] = list
  if (!first) return null
  const network = lookup.network.get(first.networkId)?.name ?? first.networkId
  const { name, what } = wordsOf(placeOf(first, lookup)?.kind ?? 'other', first, network)
  return {
    key: `endpoint:${first.id}@${first.hostId}`,
    subject: `endpoint:${first.id}`,
    hostId: first.hostId,
    containerIds: [],
    name: inertText(name) || 'unnamed endpoint',
    companions: [],
    image: what,
    ports: [],
    meshPorts: [],
    serviceIds: [],
    unseen: false,
    tone: 'idle',
    stateWord: 'system',
    project: null,
    service: null,
    count: 1,
    attachments: [...grouped(list, (one) => one.networkId)].map(([networkId, own]) => ({
      networkId,
      endpoints: own,
      count: 1,
    })),
  }
}

/** Swarm's namespaces by what they do; their endpoints' names say little. */
function wordsOf(kind: NamespaceKind, { ownerName }: Endpoint, network: string): { name: string; what: string } {
  switch (kind) {
    case 'ingress':
      return { name: 'ingress_sbox', what: 'routing mesh' }
    case 'loadBalancer':
      return { name: `lb ${network}`, what: 'load balancer' }
    case 'overlay':
    case 'host':
    case 'container':
    case 'other':
      return { name: ownerName, what: 'system endpoint' }
    default:
      return kind satisfies never
  }
}
