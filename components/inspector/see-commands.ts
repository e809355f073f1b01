import { findTunnels } from '../../lib/analyse/find-tunnels.ts'
import { indexOf } from '../../lib/analyse/topology-index.ts'
import type { HostId, NamespaceId, NetworkId } from '../../lib/model/id.ts'
import type { Topology } from '../../lib/model/topology.ts'
import {
  onHost,
  type SeeCommand,
  seeContainer,
  seeHost,
  seeNamespace,
  seeNetwork,
} from '../../lib/view/see-it-yourself.ts'
import { seeBalancer, seeNode, seeService, seeTask, seeTunnelEnd } from '../../lib/view/see-it-yourself-swarm.ts'

/** The commands behind what is said of a record, each with the host to run it on where there are several; none for what no single command shows. */
export function seeCommands(topology: Topology, kind: string, id: string): SeeCommand[] {
  const at = (hostId: HostId | null, commands: SeeCommand[]) => onHost(placeOf(topology, hostId), commands)
  const index = indexOf(topology)
  const namespaceOf = (key: NamespaceId | null) => (key === null ? null : (index.namespace.get(key) ?? null))
  switch (kind) {
    case 'container': {
      const container = topology.containers.find((record) => record.id === id)
      if (!container) return []
      // Of a node that no agent reads, a manager tells by the task.
      const task = container.origin === 'observed' ? null : topology.tasks.find((record) => record.containerId === id)
      if (task) return at(managerOf(topology), seeTask(task))
      return at(container.hostId, seeContainer(container, namespaceOf(container.namespaceId)))
    }
    case 'network': {
      const network = topology.networks.find((record) => record.id === id)
      const balancers = topology.namespaces.filter(({ kind, networkId }) =>
        network?.ingress ? kind === 'ingress' : kind === 'loadBalancer' && networkId === id,
      )
      return (network?.onHosts ?? []).flatMap(({ hostId, interfaceId, namespaceId }) => {
        const bridge = interfaceId === null ? null : (index.interface.get(interfaceId) ?? null)
        const balancer = balancers.find((namespace) => namespace.hostId === hostId)
        if (!network) return []
        return at(hostId, [
          ...seeNetwork(network, bridge, namespaceOf(namespaceId)),
          ...(balancer ? seeBalancer(balancer) : []),
        ])
      })
    }
    case 'endpoint': {
      const endpoint = topology.endpoints.find((record) => record.id === id)
      if (!endpoint) return []
      if (endpoint.containerId !== null) return seeCommands(topology, 'container', endpoint.containerId)
      return endpoint.interfaceId === null ? [] : seeCommands(topology, 'interface', endpoint.interfaceId)
    }
    case 'interface': {
      const namespace = namespaceOf(topology.interfaces.find((record) => record.id === id)?.namespaceId ?? null)
      return namespace ? at(namespace.hostId, seeNamespace(namespace)) : []
    }
    case 'host': {
      const host = topology.hosts.find((record) => record.id === id)
      return host?.origin === 'observed' ? at(host.id, seeHost(host)) : []
    }
    case 'service': {
      const service = topology.services.find((record) => record.id === id)
      return service ? at(managerOf(topology), seeService(service)) : []
    }
    case 'node': {
      const node = topology.nodes.find((record) => record.id === id)
      return node ? at(managerOf(topology), seeNode(node)) : []
    }
    case 'task': {
      const task = topology.tasks.find((record) => record.id === id)
      return task ? at(managerOf(topology), seeTask(task)) : []
    }
    case 'tunnel':
      return seeTunnel(topology, id)
    case 'underlay':
      return topology.hosts.flatMap(({ id }) => at(id, [{ host: null, part: 'addresses', command: 'ip -d addr' }]))
    case 'group':
      return [{ host: null, part: 'inspect', command: 'docker ps --all --no-trunc' }]
    default:
      return []
  }
}

/** Both ends of a tunnel, each on its host. */
function seeTunnel(topology: Topology, id: string): SeeCommand[] {
  const tunnel = findTunnels(topology).find((record) => record.id === id)
  if (!tunnel) return []
  const encrypted = tunnel.networks.some((network) => network.encrypted)
  const over = new Set<NetworkId>(tunnel.networks.map(({ networkId }) => networkId))
  const [near, far] = tunnel.addresses
  const { interfacesOfNamespace } = indexOf(topology)
  const ends = [
    { hostId: tunnel.hostIds[0], remote: far },
    { hostId: tunnel.hostIds[1], remote: near },
  ]
  return ends.flatMap(({ hostId, remote }) => {
    const devices = topology.namespaces
      .filter(
        ({ hostId: of, kind, networkId }) => of === hostId && kind === 'overlay' && networkId && over.has(networkId),
      )
      .flatMap((namespace) =>
        (interfacesOfNamespace.get(namespace.id) ?? [])
          .filter(({ type }) => type.kind === 'vxlan')
          .map(({ name }) => ({ namespace, name })),
      )
    if (devices.length === 0) return []
    return onHost(placeOf(topology, hostId), seeTunnelEnd({ remote, port: tunnel.port, encrypted, devices }))
  })
}

/** The name of a host; null where there is but one. */
function placeOf(topology: Topology, hostId: HostId | null): string | null {
  if (topology.hosts.length < 2) return null
  return hostId === null ? null : (indexOf(topology).host.get(hostId)?.name ?? null)
}

/** Where a question on the swarm is answered: on a manager. */
const managerOf = ({ hosts, nodes }: Topology): HostId | null =>
  hosts.find(({ swarm }) => swarm.manager)?.id ?? nodes.find(({ manager }) => manager)?.hostId ?? null
