import { findGaps, uniteGaps } from '../analyse/find-gaps.ts'
import type { ContainerDetail } from '../api/contract.ts'
import type { Container } from '../model/container.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { ContainerId } from '../model/id.ts'
import type { Interface } from '../model/interface.ts'
import type { Topology } from '../model/topology.ts'
import { type Agents, askAgentOf } from './ask-agent-of.ts'
import { inspectedFrom } from './inspected.ts'
import { type NamespaceNow, readNamespaceNow } from './namespace-now.ts'

/** A container with all that the engine and the kernel say of it; null where there is none of that id. */
export async function readContainerDetail(
  agents: Agents,
  topology: Topology,
  id: ContainerId,
): Promise<ContainerDetail | null> {
  const container = topology.containers.find((known) => known.id === id)
  if (!container) return null
  const [now, inspect] = await Promise.all([
    readItsNamespace(agents, topology, container),
    askAgentOf(agents, container.hostId, (agent) => agent.inspectContainer(id)),
  ])
  const endpoints = topology.endpoints.filter(({ containerId }) => containerId === id)
  const hostInterfaces = hostEnds(topology, endpoints, now)
  const ids = new Set<string>([id, ...[...endpoints, ...now.interfaces, ...hostInterfaces].map((record) => record.id)])
  if (container.namespaceId) ids.add(container.namespaceId)
  return {
    container,
    endpoints,
    namespace: now.namespace,
    interfaces: now.interfaces,
    hostInterfaces,
    firewall: now.firewall,
    inspect: inspectedFrom(inspect, Date.now()),
    gaps: uniteGaps(now.gaps, findGaps(topology.gaps, ids, new Set([container.hostId]))),
    readAt: now.readAt,
  }
}

async function readItsNamespace(agents: Agents, topology: Topology, container: Container): Promise<NamespaceNow> {
  const { namespaceId, hostId } = container
  if (namespaceId) return readNamespaceNow(agents, topology, hostId, namespaceId)
  return { namespace: null, interfaces: [], firewall: null, gaps: [], readAt: topology.readAt }
}

function hostEnds(topology: Topology, endpoints: readonly Endpoint[], now: NamespaceNow): Interface[] {
  const ids = new Set<string>(endpoints.flatMap(({ hostInterfaceId }) => hostInterfaceId ?? []))
  // In host mode the namespace is the host's own, and the far ends of its veths are other containers'.
  if (now.namespace?.kind === 'container') for (const { peerId } of now.interfaces) if (peerId) ids.add(peerId)
  return topology.interfaces.filter(({ id }) => ids.has(id))
}
