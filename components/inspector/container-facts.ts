import type { Container } from '../../lib/model/container.ts'
import type { Contradiction } from '../../lib/model/contradiction.ts'
import type { Firewall } from '../../lib/model/firewall.ts'
import type { Gap } from '../../lib/model/gap.ts'
import type { Host } from '../../lib/model/host.ts'
import type { Interface } from '../../lib/model/interface.ts'
import type { Namespace } from '../../lib/model/namespace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { type Attachment, attacher } from './attachment.ts'
import { gapsTouching } from './gaps-touching.ts'

export type ContainerFacts = {
  container: Container
  host: Host | null
  attachments: Attachment[]
  namespace: Namespace | null
  interfaces: Interface[]
  firewall: Firewall | null
  /** Others that live in the same namespace. */
  companions: Container[]
  contradictions: Contradiction[]
  gaps: Gap[]
}

export function containerFacts(topology: Topology, id: string): ContainerFacts | null {
  const container = topology.containers.find((record) => record.id === id)
  if (!container) return null
  const namespace = topology.namespaces.find((record) => record.id === container.namespaceId) ?? null
  // A container in another's namespace has no endpoints of its own: it lives on those of the one that made it.
  const owner = container.sharesNamespaceOf ?? container.id
  const attach = attacher(topology)
  const attachments = topology.endpoints
    .filter((endpoint) => endpoint.containerId === owner)
    .map(attach)
    .sort((a, b) => (a.inside?.index ?? 1e6) - (b.inside?.index ?? 1e6))
  const owners = new Set<string>(namespace?.kind === 'container' ? namespace.owners : [])
  return {
    container,
    host: topology.hosts.find((record) => record.id === container.hostId) ?? null,
    attachments,
    namespace,
    interfaces: topology.interfaces.filter((record) => record.namespaceId === container.namespaceId),
    firewall: topology.firewalls.find((record) => record.id === container.namespaceId) ?? null,
    companions: topology.containers.filter((record) => owners.has(record.id) && record.id !== id),
    contradictions: topology.contradictions.filter(
      ({ recordId }) => recordId === id || attachments.some(({ endpoint }) => endpoint.id === recordId),
    ),
    gaps: gapsTouching(topology.gaps, container.hostId, [
      container.id,
      container.namespaceId,
      ...attachments.map((attachment) => attachment.endpoint.id),
    ]),
  }
}
