import { uniteGaps } from '../analyse/find-gaps.ts'
import type { HostDetail } from '../api/contract.ts'
import type { AgentClient } from '../link/agent-client.ts'
import type { HostId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { readNamespaceNow } from './namespace-now.ts'

/** A host with its own namespace as the kernel has it now; null where there is none of that id. */
export async function readHostDetail(agent: AgentClient, topology: Topology, id: HostId): Promise<HostDetail | null> {
  const host = topology.hosts.find((known) => known.id === id)
  const status = topology.statuses.find(({ hostId }) => hostId === id)
  if (!host || !status) return null
  const now = host.namespaceId
    ? await readNamespaceNow(agent, topology, id, host.namespaceId)
    : { namespace: null, interfaces: [], firewall: null, gaps: [], readAt: topology.readAt }
  return {
    host,
    status,
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
