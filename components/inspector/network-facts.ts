import type { Container } from '../../lib/model/container.ts'
import type { Contradiction } from '../../lib/model/contradiction.ts'
import type { Endpoint } from '../../lib/model/endpoint.ts'
import type { Gap } from '../../lib/model/gap.ts'
import type { Host } from '../../lib/model/host.ts'
import type { Interface } from '../../lib/model/interface.ts'
import type { NamespaceKind } from '../../lib/model/namespace.ts'
import type { Network, NetworkOnHost } from '../../lib/model/network.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { gapsTouching } from './gaps-touching.ts'

export type Member = {
  endpoint: Endpoint
  container: Container | null
  /** What it is where no container has it. */
  part: 'load balancer' | 'ingress sandbox' | null
  inside: Interface | null
  outside: Interface | null
}

export type NetworkFacts = {
  network: Network
  members: Member[]
  /** Where it is present: the host, and its bridge or parent there. */
  places: { host: Host | null; onHost: NetworkOnHost; device: Interface | null; uplinks: Interface[] }[]
  /** Interfaces that are ports of its bridges. */
  ports: { port: Interface; bridge: Interface }[]
  contradictions: Contradiction[]
  gaps: Gap[]
}

export function networkFacts(topology: Topology, id: string): NetworkFacts | null {
  const network = topology.networks.find((record) => record.id === id)
  if (!network) return null
  const interfaceById = new Map(topology.interfaces.map((record) => [record.id, record]))
  const containerById = new Map(topology.containers.map((record) => [record.id, record]))
  const find = (key: Interface['id'] | null) => (key === null ? null : (interfaceById.get(key) ?? null))
  const kindOf = new Map<string, NamespaceKind>(topology.namespaces.map(({ id, kind }) => [id, kind]))
  const members = topology.endpoints
    .filter((endpoint) => endpoint.networkId === id)
    .map((endpoint) => ({
      endpoint,
      container: endpoint.containerId === null ? null : (containerById.get(endpoint.containerId) ?? null),
      part: partOf(kindOf.get(find(endpoint.interfaceId)?.namespaceId ?? '')),
      inside: find(endpoint.interfaceId),
      outside: find(endpoint.hostInterfaceId),
    }))
    .sort((a, b) => naturalOrder(memberName(a), memberName(b)))
  const places = network.onHosts.map((onHost) => ({
    onHost,
    host: topology.hosts.find((host) => host.id === onHost.hostId) ?? null,
    device: find(onHost.interfaceId),
    uplinks: onHost.uplinkIds.map(find).filter((uplink) => uplink !== null),
  }))
  const ports = topology.interfaces.flatMap((port) => {
    const bridge = find(port.masterId)
    const isOurs = bridge !== null && (isDevice(places, bridge) || isInOverlay(network, bridge))
    return isOurs ? [{ port, bridge }] : []
  })
  const touched = [
    network.id,
    ...members.map((member) => member.endpoint.id),
    ...network.onHosts.map((on) => on.namespaceId),
  ]
  const gaps = new Set(network.onHosts.flatMap(({ hostId }) => gapsTouching(topology.gaps, hostId, touched)))
  const contradictions = topology.contradictions.filter(({ recordId }) => touched.some((id) => id === recordId))
  return { network, members, places, ports, contradictions, gaps: [...gaps] }
}

export const memberName = ({ container, endpoint }: Member): string => container?.name ?? endpoint.ownerName

const partOf = (kind: NamespaceKind | undefined): Member['part'] =>
  kind === 'loadBalancer' ? 'load balancer' : kind === 'ingress' ? 'ingress sandbox' : null

const isDevice = (places: NetworkFacts['places'], bridge: Interface): boolean =>
  places.some(({ device }) => device?.id === bridge.id)

const isInOverlay = (network: Network, bridge: Interface): boolean =>
  network.onHosts.some(({ namespaceId }) => namespaceId !== null && namespaceId === bridge.namespaceId)
