import type { Topology } from '../model/topology.ts'
import { hostSight } from './host-sight.ts'
import { keptFor } from './kept-for.ts'

/** Why there may be endpoints that nobody tells of: the first host that is not seen, or no manager that names them all. Null where every host is seen. */
export const whyNotAllSeen = keptFor(find)

function find(topology: Topology): string | null {
  for (const { id } of topology.hosts) {
    const { engine } = hostSight(topology, id)
    if (engine !== null) return engine
  }
  return topology.nodes.length > 0 ? null : 'No manager is read that names all hosts.'
}
