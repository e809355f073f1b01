import { namespacesOnTheWay, withNamespaces } from '../analyse/path/read-anew.ts'
import type { PathAnswer } from '../analyse/path/trace.ts'
import { indexOf } from '../analyse/topology-index.ts'
import type { Topology } from '../model/topology.ts'
import type { Agents } from './ask-agent-of.ts'
import { readNamespaceNow } from './namespace-now.ts'

/** The topology with the namespaces of an answer's ways as the kernel has them at this moment, where their agents can say. */
export async function freshTopology(agents: Agents, topology: Topology, answer: PathAnswer): Promise<Topology> {
  const { namespace } = indexOf(topology)
  const read = await Promise.all(
    namespacesOnTheWay(answer).flatMap((id) => {
      const hostId = namespace.get(id)?.hostId
      return hostId === undefined ? [] : [readNamespaceNow(agents, topology, hostId, id)]
    }),
  )
  return withNamespaces(topology, read)
}
