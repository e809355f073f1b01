import type { Hop } from '../../lib/analyse/path/trace.ts'
import { indexOf } from '../../lib/analyse/topology-index.ts'
import type { Topology } from '../../lib/model/topology.ts'

export type HopWords = { name: string; what: string }

/** Whose namespace a hop is in. */
export function hopWords(topology: Topology, { namespaceId, hostId }: Pick<Hop, 'hostId' | 'namespaceId'>): HopWords {
  const index = indexOf(topology)
  const namespace = namespaceId === null ? undefined : index.namespace.get(namespaceId)
  const host = (hostId === null ? undefined : index.host.get(hostId))?.name
  const on = host === undefined ? '' : ` on ${host}`
  if (!namespace) return host === undefined ? outside : { name: host, what: 'host, as the engine tells' }
  const network = namespace.networkId === null ? undefined : index.network.get(namespace.networkId)?.name
  switch (namespace.kind) {
    case 'host':
      return { name: host ?? namespace.hostId, what: 'host namespace' }
    case 'container': {
      const names = namespace.owners.flatMap((id) => index.container.get(id)?.name ?? [])
      return { name: names.join(', ') || 'container', what: `${names.length > 1 ? 'containers' : 'container'}${on}` }
    }
    case 'overlay':
      return { name: network ?? 'overlay', what: `overlay namespace${on}` }
    case 'loadBalancer':
      return { name: `lb ${network ?? ''}`.trim(), what: `load balancer${on}` }
    case 'ingress':
      return { name: 'ingress_sbox', what: `routing mesh${on}` }
    case 'other':
      return { name: 'namespace', what: `of no known owner${on}` }
    default:
      return namespace.kind satisfies never
  }
}

const outside: HopWords = { name: 'outside', what: 'no agent reads it' }
