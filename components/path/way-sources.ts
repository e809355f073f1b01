import type { Branch, PathAnswer } from '../../lib/analyse/path/trace.ts'
import { indexOf } from '../../lib/analyse/topology-index.ts'
import type { Gap } from '../../lib/model/gap.ts'
import type { HostId, NamespaceId } from '../../lib/model/id.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { hopWords } from './hop-words.ts'

export type WaySource = {
  hostId: HostId
  name: string
  status: HostStatus | null
  /** The namespaces that the way goes through there; `readAt`: when it was read for this question, null where it was not. */
  namespaces: { id: NamespaceId; name: string; readAt: number | null }[]
}

/** The hosts that a way goes through, and what of their part of it could not be read; without a way, the one that asks. */
export function waySources(
  topology: Topology,
  statuses: readonly HostStatus[],
  { from, reads }: PathAnswer,
  branch: Branch | null,
): { hosts: WaySource[]; gaps: Gap[] } {
  const places = branch === null ? [from] : [...branch.there.hops, ...(branch.back?.hops ?? [])]
  const hostIds = [...new Set(places.flatMap(({ hostId }) => hostId ?? []))]
  const ids = [...new Set<NamespaceId>(places.flatMap(({ namespaceId }) => namespaceId ?? []))]
  const index = indexOf(topology)
  const readAt = new Map(reads.map((read) => [read.namespaceId, read.readAt]))
  return {
    hosts: hostIds.map((hostId) => ({
      hostId,
      name: index.host.get(hostId)?.name ?? hostId,
      status: statuses.find((status) => status.hostId === hostId) ?? null,
      namespaces: ids
        .filter((id) => index.namespace.get(id)?.hostId === hostId)
        .map((id) => ({
          id,
          name: hopWords(topology, { hostId, namespaceId: id }).name,
          readAt: readAt.get(id) ?? null,
        })),
    })),
    gaps: topology.gaps.filter(({ touches }) => touches.some((id) => ids.some((one) => one === id))),
  }
}
