import type { Firewall } from '../../model/firewall.ts'
import type { NamespaceId } from '../../model/id.ts'
import type { Interface } from '../../model/interface.ts'
import type { Namespace } from '../../model/namespace.ts'
import type { Topology } from '../../model/topology.ts'
import type { PathAnswer } from './trace.ts'

/** A namespace as the kernel has it at this moment; null where it could not be read. */
export type NamespaceRead = {
  namespace: Namespace | null
  interfaces: Interface[]
  firewall: Firewall | null
  readAt: number
}

/** The namespaces that an answer's ways go through, there and back, and the one that asks. */
export function namespacesOnTheWay({ from, branches }: PathAnswer): NamespaceId[] {
  const hops = branches.flatMap(({ there, back }) => [...there.hops, ...(back?.hops ?? [])])
  return [...new Set<NamespaceId>([from, ...hops].flatMap(({ namespaceId }) => namespaceId ?? []))]
}

/** The topology with some namespaces as they were just read. */
export function withNamespaces(topology: Topology, read: readonly NamespaceRead[]): Topology {
  const fresh = new Set<NamespaceId>(read.flatMap(({ namespace }) => namespace?.id ?? []))
  return {
    ...topology,
    namespaces: [
      ...topology.namespaces.filter(({ id }) => !fresh.has(id)),
      ...read.flatMap(({ namespace }) => namespace ?? []),
    ],
    interfaces: [
      ...topology.interfaces.filter(({ namespaceId }) => !fresh.has(namespaceId)),
      ...read.flatMap(({ namespace, interfaces }) => (namespace ? interfaces : [])),
    ],
    firewalls: [
      ...topology.firewalls.filter(({ id }) => !fresh.has(id)),
      ...read.flatMap(({ namespace, firewall }) => (namespace && firewall ? [firewall] : [])),
    ],
    readAt: Math.max(topology.readAt, ...read.map(({ readAt }) => readAt)),
  }
}
