import type { NamespaceId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'

/** Why the listening sockets of a namespace were not read; null where they were. */
export function socketsGap(topology: Topology, namespaceId: NamespaceId): string | null {
  const gap = indexOf(topology)
    .gapsOf.get(namespaceId)
    ?.find(({ source }) => /^ss /.test(source))
  return gap ? `${gap.source}: ${gap.reason}` : null
}
