import type { PathAnswer } from '../analyse/path/trace.ts'
import { indexOf } from '../analyse/topology-index.ts'
import type { NamespaceId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import type { Agents } from './ask-agent-of.ts'
import { readNamespaceNow } from './namespace-now.ts'

/** A way goes through fewer; what a question costs the hosts has an end. */
const mostNamespaces = 24

/** The topology with the namespaces of an answer's ways as the kernel has them at this moment, where their agents can say. */
export async function freshTopology(agents: Agents, topology: Topology, answer: PathAnswer): Promise<Topology> {
  const { namespace } = indexOf(topology)
  const hops = answer.branches.flatMap(({ there, back }) => [...there.hops, ...(back?.hops ?? [])])
  const ids = [...new Set<NamespaceId>(hops.flatMap(({ namespaceId }) => namespaceId ?? []))].slice(0, mostNamespaces)
  const read = await Promise.all(
    ids.flatMap((id) => {
      const hostId = namespace.get(id)?.hostId
      return hostId === undefined ? [] : [readNamespaceNow(agents, topology, hostId, id)]
    }),
  )
  const fresh = new Set<NamespaceId>(read.flatMap((now) => now.namespace?.id ?? []))
  return {
    ...topology,
    namespaces: [
      ...topology.namespaces.filter(({ id }) => !fresh.has(id)),
      ...read.flatMap((now) => now.namespace ?? []),
    ],
    interfaces: [
      ...topology.interfaces.filter(({ namespaceId }) => !fresh.has(namespaceId)),
      ...read.flatMap((now) => (now.namespace ? now.interfaces : [])),
    ],
    firewalls: [...topology.firewalls.filter(({ id }) => !fresh.has(id)), ...read.flatMap((now) => now.firewall ?? [])],
    readAt: Math.max(topology.readAt, ...read.map(({ readAt }) => readAt)),
  }
}
