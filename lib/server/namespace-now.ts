import type { Firewall } from '../model/firewall.ts'
import type { Gap } from '../model/gap.ts'
import { gapId, type HostId, type NamespaceId } from '../model/id.ts'
import type { Interface } from '../model/interface.ts'
import type { Namespace } from '../model/namespace.ts'
import type { Topology } from '../model/topology.ts'
import { type Agents, askAgentOf } from './ask-agent-of.ts'

export type NamespaceNow = {
  namespace: Namespace | null
  interfaces: Interface[]
  firewall: Firewall | null
  /** Why it is not what the kernel says at this moment; empty when it is. */
  gaps: Gap[]
  readAt: number
}

/** What the kernel says of a namespace now, or else what the agent last told of it, with the gap that says so. */
export async function readNamespaceNow(
  agents: Agents,
  topology: Topology,
  hostId: HostId,
  id: NamespaceId,
): Promise<NamespaceNow> {
  const asked = await askAgentOf(agents, hostId, (agent) => agent.readNamespace(id))
  if (asked.ok && asked.value.namespace) {
    const { namespace, interfaces, firewall, gaps, readAt } = asked.value
    return { namespace, interfaces, firewall, gaps, readAt }
  }
  const reason = asked.ok ? (asked.value.reason ?? 'The agent has no such namespace.') : asked.reason
  return {
    namespace: topology.namespaces.find((namespace) => namespace.id === id) ?? null,
    interfaces: topology.interfaces.filter(({ namespaceId }) => namespaceId === id),
    firewall: topology.firewalls.find((firewall) => firewall.id === id) ?? null,
    gaps: [unreadGap(hostId, id, reason), ...(asked.ok ? asked.value.gaps : [])],
    readAt: topology.readAt,
  }
}

const unreadGap = (hostId: HostId, id: NamespaceId, reason: string): Gap => ({
  id: gapId(hostId, `namespace ${id}`),
  hostId,
  source: `namespace ${id}`,
  code: 'failed',
  reason,
  cost: 'What is shown of this namespace is what the agent last read, not what the kernel says now.',
  advice: 'It is asked again by itself; if it stays, see whether the agent still runs.',
  touches: [id],
})
