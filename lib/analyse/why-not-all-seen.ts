import type { Topology } from '../model/topology.ts'
import { hostSight } from './host-sight.ts'

const kept = new WeakMap<Topology, { why: string | null }>()

/** Why there may be endpoints that nobody tells of: the first host that is not seen, or no manager that names them all. Null where every host is seen. */
export function whyNotAllSeen(topology: Topology): string | null {
  const known = kept.get(topology)
  if (known) return known.why
  const why = find(topology)
  kept.set(topology, { why })
  return why
}

function find(topology: Topology): string | null {
  for (const { id } of topology.hosts) {
    const { engine } = hostSight(topology, id)
    if (engine !== null) return engine
  }
  return topology.nodes.length > 0 ? null : 'No manager is read that names all hosts.'
}
