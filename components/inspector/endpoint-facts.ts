import type { Container } from '../../lib/model/container.ts'
import type { Gap } from '../../lib/model/gap.ts'
import type { Host } from '../../lib/model/host.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { type Attachment, attacher } from './attachment.ts'
import { gapsTouching } from './gaps-touching.ts'

export type EndpointFacts = { attachment: Attachment; container: Container | null; host: Host | null; gaps: Gap[] }

export function endpointFacts(topology: Topology, id: string): EndpointFacts | null {
  const endpoint = topology.endpoints.find((record) => record.id === id)
  if (!endpoint) return null
  return {
    attachment: attacher(topology)(endpoint),
    container: topology.containers.find((record) => record.id === endpoint.containerId) ?? null,
    host: topology.hosts.find((record) => record.id === endpoint.hostId) ?? null,
    gaps: gapsTouching(topology.gaps, endpoint.hostId, [endpoint.id, endpoint.containerId, endpoint.networkId]),
  }
}
