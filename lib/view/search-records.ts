import type { ContainerId, NetworkId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import type { Lookup } from './lookup.ts'
import { matchFields, searchWords } from './match-words.ts'
import { containerFields, hostFields, networkFields } from './search-fields.ts'

export type MatchingRecords = {
  /** Containers that match, or are on a network or host that does. */
  containers: Set<ContainerId>
  /** Networks that match, or that a matching container is on. */
  networks: Set<NetworkId>
  /** Networks that match themselves. */
  named: Set<NetworkId>
}

/** What a search leaves of a picture: the matches and what is attached to them. */
export function matchingRecords(topology: Topology, search: string, lookup: Lookup): MatchingRecords {
  const words = searchWords(search)
  const hosts = new Set(
    topology.hosts.filter((host) => matchFields(hostFields(host, lookup), words)).map((host) => host.id),
  )
  const matched = topology.containers.filter(
    (one) => hosts.has(one.hostId) || matchFields(containerFields(one, lookup), words),
  )
  const named = new Set(topology.networks.filter((one) => matchFields(networkFields(one), words)).map((one) => one.id))
  const containers = new Set(matched.map((one) => one.id))
  const networks = new Set(named)
  for (const one of matched) {
    for (const endpoint of lookup.endpointsOfContainer.get(one.id) ?? []) networks.add(endpoint.networkId)
    for (const network of topology.networks) if (isModeOf(network.driver, one.networkMode)) networks.add(network.id)
  }
  for (const id of named) {
    for (const endpoint of lookup.endpointsOfNetwork.get(id) ?? []) {
      if (endpoint.containerId !== null) containers.add(endpoint.containerId)
    }
  }
  return { containers, networks, named }
}

const isModeOf = (driver: string, mode: string): boolean =>
  (driver === 'host' && mode === 'host') || (driver === 'null' && mode === 'none')
