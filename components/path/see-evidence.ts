import type { Evidence } from '../../lib/analyse/path/trace.ts'
import { indexOf } from '../../lib/analyse/topology-index.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { enter } from '../../lib/view/see-it-yourself.ts'

export type EvidenceCommand = { command: string; host: string | null }

/** The command that shows a piece of evidence, and the host to run it on; null where none does. */
export function seeEvidence(topology: Topology, { see, namespaceId }: Evidence): EvidenceCommand | null {
  if (see === null) return null
  const index = indexOf(topology)
  const namespace = namespaceId === null ? undefined : index.namespace.get(namespaceId)
  if (!namespace) return { command: see, host: null }
  const into = enter(namespace, null)
  return into === null ? null : { command: into + see, host: index.host.get(namespace.hostId)?.name ?? null }
}
