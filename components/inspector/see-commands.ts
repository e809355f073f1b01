import type { Topology } from '../../lib/model/topology.ts'
import { type SeeCommand, seeContainer, seeHost, seeNetwork } from '../../lib/view/see-it-yourself.ts'

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
    case 'host':
    case 'interface': {
      const hostId = kind === 'host' ? id : topology.interfaces.find((record) => record.id === id)?.hostId
      const host = topology.hosts.find((record) => record.id === hostId)
      return host ? seeHost(host) : []
    }
    default:
      return []
  }
}
