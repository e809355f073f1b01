import type { Container } from '../../lib/model/container.ts'
import type { Firewall } from '../../lib/model/firewall.ts'
import type { Gap } from '../../lib/model/gap.ts'
import type { Interface } from '../../lib/model/interface.ts'
import type { Namespace } from '../../lib/model/namespace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'

export type HostNamespace = {
  namespace: Namespace
  /** What it is for, in words: `overlay backnet`, `load balancer of backnet`. */
  title: string
  owners: Container[]
  interfaces: Interface[]
  firewall: Firewall | null
  gaps: Gap[]
}

/** Every network namespace of a host but its own: those that the engine made for itself or that nobody is known to own, and those of containers. */
export function hostNamespaces(
  topology: Topology,
  hostId: string,
): { others: HostNamespace[]; ofContainers: HostNamespace[] } {
  const all = topology.namespaces
    .filter((namespace) => namespace.hostId === hostId && namespace.kind !== 'host')
    .map((namespace) => withWhatIsInIt(topology, namespace))
    .sort((a, b) => naturalOrder(a.title, b.title) || (a.namespace.id < b.namespace.id ? -1 : 1))
  const ofContainers = all.filter(({ namespace }) => namespace.kind === 'container')
  return { others: all.filter((one) => !ofContainers.includes(one)), ofContainers }
}

function withWhatIsInIt(topology: Topology, namespace: Namespace): HostNamespace {
  const owners = namespace.owners.flatMap((id) => topology.containers.find((record) => record.id === id) ?? [])
  const network = topology.networks.find(({ id }) => id === namespace.networkId)?.name ?? 'an unknown network'
  return {
    namespace,
    title: titleOf(namespace, network, owners),
    owners,
    interfaces: topology.interfaces.filter(({ namespaceId }) => namespaceId === namespace.id),
    firewall: topology.firewalls.find(({ id }) => id === namespace.id) ?? null,
    gaps: topology.gaps.filter(({ touches }) => touches.includes(namespace.id)),
  }
}

function titleOf({ kind, file, pid, inode }: Namespace, network: string, owners: Container[]): string {
  switch (kind) {
    case 'overlay':
      return `overlay ${network}`
    case 'loadBalancer':
      return `load balancer of ${network}`
    case 'ingress':
      return 'ingress sandbox, the routing mesh of this host'
    case 'container':
      return owners.map(({ name }) => name).join(', ')
    case 'host':
    case 'other':
      return `no known owner: ${file ?? (pid === null ? `net:[${inode}]` : `process ${pid}`)}`
    default:
      return kind satisfies never
  }
}
