import { namespacesOnTheWay, withNamespaces } from '../../analyse/path/read-anew.ts'
import type { PathAnswer } from '../../analyse/path/trace.ts'
import { indexOf } from '../../analyse/topology-index.ts'
import type { Topology } from '../../model/topology.ts'
import type { Seen } from './see-topology.ts'

/**
 * The topology with the namespaces of an answer's ways read at this moment: an agent hears of most changes by itself, but not of a sysctl. What it cannot
 * read now stays as it told it.
 */
export async function readAnew({ topology, agentOf }: Seen, answer: PathAnswer): Promise<Topology> {
  const { namespace } = indexOf(topology)
  const read = await Promise.all(
    namespacesOnTheWay(answer).flatMap((id) => {
      const hostId = namespace.get(id)?.hostId
      const agent = hostId === undefined ? null : agentOf(hostId)
      return agent === null ? [] : [agent.readNamespace(id)]
    }),
  )
  return withNamespaces(
    topology,
    read.flatMap((asked) => (asked.ok ? [asked.value] : [])),
  )
}
