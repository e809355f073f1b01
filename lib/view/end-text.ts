import { indexOf } from '../analyse/topology-index.ts'
import type { Topology } from '../model/topology.ts'

/** How a question about a path names what a subject stands for; null for what is no one end, such as a group or a tunnel. */
export function endText(topology: Topology, subject: string): string | null {
  const colon = subject.indexOf(':')
  const id = subject.slice(colon + 1)
  switch (subject.slice(0, colon)) {
    case 'container':
      return containerText(topology, id)
    case 'host': {
      const host = topology.hosts.find((one) => one.id === id)
      return host ? `host:${host.name}` : null
    }
    case 'node': {
      const node = topology.nodes.find((one) => one.id === id)
      return node ? `host:${node.hostname}` : null
    }
    case 'service': {
      const service = topology.services.find((one) => one.id === id)
      return service ? `service:${service.name}` : null
    }
    case 'endpoint': {
      const endpoint = topology.endpoints.find((one) => one.id === id)
      return bare(endpoint?.ipv4 ?? endpoint?.ipv6) ?? containerText(topology, endpoint?.containerId ?? null)
    }
    case 'interface': {
      const one = topology.interfaces.find((known) => known.id === id)
      return bare(one?.addresses.find(({ scope }) => scope === 'global')?.prefix)
    }
    case 'network':
      return gatewayOf(topology, id)
    default:
      return null
  }
}

/** Its name, or where two have that name, as much of its id as the engine prints. */
function containerText({ containers }: Topology, id: string | null): string | null {
  const container = containers.find((one) => one.id === id)
  if (!container) return null
  const namesakes = containers.filter(({ name }) => name === container.name).length
  return namesakes > 1 ? container.id.slice(0, 12) : container.name
}

/** The address that a network's bridge has on the first host that has one. */
function gatewayOf(topology: Topology, id: string): string | null {
  const network = topology.networks.find((one) => one.id === id)
  const index = indexOf(topology)
  const addresses = (network?.onHosts ?? []).flatMap(({ interfaceId }) =>
    interfaceId === null ? [] : (index.interface.get(interfaceId)?.addresses ?? []),
  )
  const own = network?.driver === 'bridge' ? addresses.find(({ scope }) => scope === 'global')?.prefix : undefined
  return bare(own) ?? network?.subnets.find(({ gateway }) => gateway !== null)?.gateway ?? null
}

const bare = (prefix: string | null | undefined): string | null => prefix?.split('/')[0] ?? null
