import type { PathQuestion, PathRefusal } from '../analyse/path/question.ts'
import { type NamespaceRead, namespacesOnTheWay, withNamespaces } from '../analyse/path/read-anew.ts'
import type { PathAnswer } from '../analyse/path/trace.ts'
import { tracePath } from '../analyse/path/trace-path.ts'
import { indexOf } from '../analyse/topology-index.ts'
import type { HostId, NamespaceId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'

/** Who reads a host's namespaces when asked; what it cannot read now stays as it is known. */
export type NamespaceReader = {
  readNamespace(id: NamespaceId): Promise<{ ok: true; value: NamespaceRead } | { ok: false }>
}

export type TracedAnew = {
  answer: PathAnswer | PathRefusal
  /** What the answer was traced on. */
  topology: Topology
}

/** What a question costs the hosts has an end: a way goes through fewer. */
const mostNamespaces = 24
/** Facts that are read anew may lead the way into namespaces that it did not come to before. */
const mostRounds = 3

/**
 * Traces by facts that are read at this moment: those of the namespaces that the ways go through. Most changes are heard of by themselves, but not a
 * sysctl.
 */
export async function traceAnew(
  topology: Topology,
  question: PathQuestion,
  readerOf: (hostId: HostId) => NamespaceReader | null,
): Promise<TracedAnew> {
  let traced: TracedAnew = { answer: tracePath(topology, question), topology }
  const asked = new Set<NamespaceId>()
  const reads: PathAnswer['reads'] = []
  for (let round = 0; round < mostRounds && !('kind' in traced.answer); round += 1) {
    const next = namespacesOnTheWay(traced.answer).filter((id) => !asked.has(id))
    const room = next.slice(0, mostNamespaces - asked.size)
    if (room.length === 0) break
    for (const id of room) asked.add(id)
    const read = await readAll(traced.topology, room, readerOf)
    for (const { namespace, readAt } of read) if (namespace) reads.push({ namespaceId: namespace.id, readAt })
    const fresh = withNamespaces(traced.topology, read)
    traced = { answer: tracePath(fresh, question), topology: fresh }
  }
  const { answer } = traced
  return 'kind' in answer ? traced : { ...traced, answer: { ...answer, reads } }
}

async function readAll(
  topology: Topology,
  ids: readonly NamespaceId[],
  readerOf: (hostId: HostId) => NamespaceReader | null,
): Promise<NamespaceRead[]> {
  const { namespace } = indexOf(topology)
  const asked = await Promise.all(
    ids.flatMap((id) => {
      const hostId = namespace.get(id)?.hostId
      const reader = hostId === undefined ? null : readerOf(hostId)
      return reader === null ? [] : [reader.readNamespace(id)]
    }),
  )
  return asked.flatMap((one) => (one.ok ? [one.value] : []))
}
