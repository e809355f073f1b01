import type { Endpoint } from '../../../model/endpoint.ts'
import type { ContainerId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import { groupBy } from '../../group-by.ts'

const kept = new WeakMap<Topology, ReadonlyMap<ContainerId | null, Endpoint[]>>()

export function endpointsOfContainer(topology: Topology, id: ContainerId): readonly Endpoint[] {
  let map = kept.get(topology)
  if (!map) {
    map = groupBy(topology.endpoints, ({ containerId }) => containerId)
    kept.set(topology, map)
  }
  return map.get(id) ?? []
}
