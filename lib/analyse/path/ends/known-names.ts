import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { namesOnNetwork } from './names-on-network.ts'

/** The networks that know a name, by their names; how it stands with who asks is not looked at. */
export function networksThatKnow(topology: Topology, name: string): string[] {
  const wanted = name.toLowerCase()
  const networks = [...indexOf(topology).network.values()]
  const found = networks.filter((network) => {
    const names = namesOnNetwork(topology, network.id)
    const suffix = `.${network.name.toLowerCase()}`
    return names.has(wanted) || (wanted.endsWith(suffix) && names.has(wanted.slice(0, -suffix.length)))
  })
  return [...new Set(found.map((network) => network.name))].sort()
}

/** Containers and services that are called so, whether or not a network knows the name. */
export const isCalled = (topology: Topology, name: string): boolean =>
  topology.containers.some((container) => container.name === name) ||
  topology.services.some((service) => service.name === name)
