import type { Branch } from '../../lib/analyse/path/trace.ts'
import { indexOf } from '../../lib/analyse/topology-index.ts'
import type { Gap } from '../../lib/model/gap.ts'
import type { HostId, NamespaceId } from '../../lib/model/id.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'

export type WaySource = { hostId: HostId; name: string; status: HostStatus | null }

/** The hosts that a way goes through, and what of their part of it could not be read. */
export function waySources(
  topology: Topology,
  statuses: readonly HostStatus[],
  { there, back }: Branch,
): { hosts: WaySource[]; gaps: Gap[] } {
  const hops = [...there.hops, ...(back?.hops ?? [])]
  const ids = [...new Set(hops.flatMap(({ hostId }) => hostId ?? []))]
  const namespaces = new Set<NamespaceId>(hops.flatMap(({ namespaceId }) => namespaceId ?? []))
  const index = indexOf(topology)
  return {
    hosts: ids.map((hostId) => ({
      hostId,
      name: index.host.get(hostId)?.name ?? hostId,
      status: statuses.find((status) => status.hostId === hostId) ?? null,
    })),
    gaps: topology.gaps.filter(({ touches }) => touches.some((id) => [...namespaces].some((one) => one === id))),
  }
}
