import type { NamespaceId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { hostSight } from './host-sight.ts'
import { indexOf } from './topology-index.ts'

/** Why the links, neighbours and forwarding entries that are shown of a namespace may not be the kernel's now, with the gap's source; null where they are. */
export function namespaceBlind(topology: Topology, namespaceId: NamespaceId): string | null {
  const { namespace, gapsOf } = indexOf(topology)
  const place = namespace.get(namespaceId)
  if (!place) return 'The namespace is not seen.'
  const gap = gapsOf.get(namespaceId)?.find(({ source }) => hidesEntries(source))
  return gap ? `${gap.source}: ${gap.reason}` : hostSight(topology, place.hostId).kernel
}

/** A file or process alone, which is the way into the namespace, or one of the commands that the entries come from. */
const hidesEntries = (source: string): boolean =>
  / (link|fdb|neighbour) show$/.test(source) ||
  (/^\S+$/.test(source) && source !== '/proc/net/ip_vs' && source !== 'sysctl')
