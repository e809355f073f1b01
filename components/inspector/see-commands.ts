import type { Topology } from '../../lib/model/topology.ts'
import { type SeeCommand, seeContainer, seeHost, seeNamespace, seeNetwork } from '../../lib/view/see-it-yourself.ts'

/** The commands behind what is said of a record; none for what no single command shows. */
export function seeCommands(topology: Topology, kind: string, id: string): SeeCommand[] {
  const namespaceOf = (key: string | null) => topology.namespaces.find((record) => record.id === key) ?? null
  switch (kind) {
    case 'container': {
      const container = topology.containers.find((record) => record.id === id)
      return container ? seeContainer(container, namespaceOf(container.namespaceId)) : []
    }
    case 'network': {
      const network = topology.networks.find((record) => record.id === id)
      const place = network?.onHosts[0]
      const bridge = topology.interfaces.find((record) => record.id === place?.interfaceId) ?? null
      return network ? seeNetwork(network, bridge, namespaceOf(place?.namespaceId ?? null)) : []
    }
    case 'endpoint': {
      const containerId = topology.endpoints.find((record) => record.id === id)?.containerId ?? null
      return containerId === null ? [] : seeCommands(topology, 'container', containerId)
    }
    case 'interface': {
      const namespace = namespaceOf(topology.interfaces.find((record) => record.id === id)?.namespaceId ?? null)
      return namespace ? seeNamespace(namespace) : []
    }
    case 'host': {
      const host = topology.hosts.find((record) => record.id === id)
      return host ? seeHost(host) : []
    }
    case 'underlay':
      return [{ part: 'addresses', command: 'ip -d addr' }]
    case 'group':
      return [{ part: 'inspect', command: 'docker ps --all --no-trunc' }]
    default:
      return []
  }
}
