import type { Endpoint } from '../../../model/endpoint.ts'
import type { ContainerId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import { groupBy } from '../../group-by.ts'
import { keptFor } from '../../kept-for.ts'

const byContainer = keptFor((list: Topology['endpoints']) => groupBy(list, ({ containerId }) => containerId))

export function endpointsOfContainer(topology: Topology, id: ContainerId): readonly Endpoint[] {
  return byContainer(topology.endpoints).get(id) ?? []
}
