import type { Family } from '../../../model/address.ts'
import type { Container } from '../../../model/container.ts'
import type { Endpoint } from '../../../model/endpoint.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { endpointsOfContainer } from './endpoints-of-container.ts'

/**
 * The endpoint by which a container leaves its networks, and on which the engine publishes its ports. The container's default route shows it; where that
 * was not read, it is the engine's order: priority, docker_gwbridge last, internal networks after others, then the name.
 */
export function gatewayEndpoint(topology: Topology, container: Container, family: Family): Endpoint | null {
  const own = endpointsOfContainer(topology, container.id).filter(({ origin }) => origin !== 'configured')
  return byRoute(topology, container, family, own) ?? byOrder(topology, own, family)[0] ?? null
}

function byRoute(
  topology: Topology,
  { namespaceId }: Container,
  family: Family,
  own: readonly Endpoint[],
): Endpoint | null {
  const { namespace, interfacesOfNamespace } = indexOf(topology)
  if (namespaceId === null) return null
  const route = namespace
    .get(namespaceId)
    ?.routes.filter((one) => one.family === family && one.table === 'main' && one.destination === 'default')
    .sort((a, b) => (a.metric ?? 0) - (b.metric ?? 0))[0]
  const device = interfacesOfNamespace.get(namespaceId)?.find(({ name }) => name === route?.device)
  return own.find(({ id }) => id === device?.endpointId) ?? null
}

/** The engine's order of a container's endpoints for the default route, of those that have a gateway or lead outside. */
export function byOrder(topology: Topology, own: readonly Endpoint[], family: Family | null): Endpoint[] {
  const { network } = indexOf(topology)
  const ranked = own.flatMap((endpoint) => {
    const place = network.get(endpoint.networkId)
    if (!place) return []
    const gateways = Number(endpoint.gateway4 !== null) + Number(endpoint.gateway6 !== null)
    const isGatewayBridge = place.model === 'docker-gwbridge'
    return [{ endpoint, gateways, isGatewayBridge, internal: place.internal, name: place.name }]
  })
  const hasAddress = ({ endpoint }: { endpoint: Endpoint }): boolean =>
    family === null || (family === 'inet' ? endpoint.ipv4 : endpoint.ipv6) !== null
  return ranked
    .filter(hasAddress)
    .sort(
      (a, b) =>
        b.endpoint.gatewayPriority - a.endpoint.gatewayPriority ||
        Number(a.isGatewayBridge) - Number(b.isGatewayBridge) ||
        Number(a.internal) - Number(b.internal) ||
        b.gateways - a.gateways ||
        (a.name < b.name ? -1 : 1),
    )
    .map(({ endpoint }) => endpoint)
}
