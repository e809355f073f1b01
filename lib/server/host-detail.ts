import { uniteGaps } from '../analyse/find-gaps.ts'
import type { HostDetail } from '../api/contract.ts'
import type { HostId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import type { Agents } from './ask-agent-of.ts'
import { readNamespaceNow } from './namespace-now.ts'

/** A host with its own namespace as the kernel has it now; null where there is none of that id. */
export async function readHostDetail(agents: Agents, topology: Topology, id: HostId): Promise<HostDetail | null> {
  const host = topology.hosts.find((known) => known.id === id)
  if (!host) return null
  const now = host.namespaceId
    ? await readNamespaceNow(agents, topology, id, host.namespaceId)
    : { namespace: null, interfaces: [], firewall: null, gaps: [], readAt: topology.readAt }
  return {
    host,
    status: topology.statuses.find(({ hostId }) => hostId === id) ?? null,
    namespace: now.namespace,
    interfaces: now.interfaces,
    firewall: now.firewall,
    gaps: uniteGaps(
      now.gaps,
      topology.gaps.filter(({ hostId }) => hostId === id),
    ),
    readAt: now.readAt,
  }
}
