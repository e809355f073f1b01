import type { Host } from '../../../model/host.ts'
import type { InterfaceId, NamespaceId } from '../../../model/id.ts'
import type { Interface } from '../../../model/interface.ts'
import type { Namespace } from '../../../model/namespace.ts'
import type { Topology } from '../../../model/topology.ts'
import { groupBy } from '../../group-by.ts'
import { keptFor } from '../../kept-for.ts'
import { namespaceBlind } from '../../namespace-blind.ts'
import { indexOf } from '../../topology-index.ts'
import { socketsGap } from '../ends/sockets-gap.ts'
import { compileFirewall } from '../firewall/compile-firewall.ts'
import type { CompiledFirewall } from '../firewall/compiled-firewall.ts'
import { type CompiledRouting, routingOf } from '../routing/compile-routing.ts'

/** A network namespace, ready to be walked through. */
export type Space = {
  id: NamespaceId
  namespace: Namespace
  host: Host
  /** As sentences name it: `host1`, `web on host1`. */
  label: string
  interfaces: readonly Interface[]
  byName: ReadonlyMap<string, Interface>
  firewall: CompiledFirewall
  routing: CompiledRouting
  /** Why what is known of it is not the kernel's now; null where it is. */
  blind: string | null
  /** Why its listening sockets are not known; null where they are. */
  socketsGap: string | null
}

/** A topology, ready to be walked through; what is asked for is built once. */
export type World = {
  topology: Topology
  space: (id: NamespaceId) => Space | null
  interface: ReadonlyMap<InterfaceId, Interface>
  spaceOf: (device: Interface) => Space | null
  /** macvlan, ipvlan, vlan: what sits on an interface, wherever it lives. */
  childrenOf: (id: InterfaceId) => readonly Interface[]
  /** The ports of a bridge, or the members of a VRF or bond. */
  portsOf: (id: InterfaceId) => readonly Interface[]
  /** The namespaces of a host. */
  spacesOfHost: (host: Host) => readonly NamespaceId[]
}

export const worldOf = keptFor(makeWorld)

function makeWorld(topology: Topology): World {
  const index = indexOf(topology)
  const firewalls = new Map(topology.firewalls.map((firewall) => [firewall.id, firewall]))
  const children = groupBy(
    topology.interfaces.filter(({ parentId }) => parentId !== null),
    ({ parentId }) => parentId,
  )
  const ports = groupBy(
    topology.interfaces.filter(({ masterId }) => masterId !== null),
    ({ masterId }) => masterId,
  )
  const byHost = groupBy(topology.namespaces, ({ hostId }) => hostId)
  const spaces = new Map<NamespaceId, Space | null>()
  const make = (id: NamespaceId): Space | null => {
    const namespace = index.namespace.get(id)
    const host = namespace && index.host.get(namespace.hostId)
    if (!namespace || !host) return null
    const interfaces = index.interfacesOfNamespace.get(id) ?? []
    return {
      id,
      namespace,
      host,
      label: labelOf(namespace, host, topology),
      interfaces,
      byName: new Map(interfaces.map((device) => [device.name, device])),
      firewall: compileFirewall(firewalls.get(id) ?? null, namespace, index.gapsOf.get(id) ?? []),
      routing: routingOf(namespace, interfaces),
      blind: namespaceBlind(topology, id) ?? (interfaces.length === 0 ? 'nothing of it was read.' : null),
      socketsGap: socketsGap(topology, id),
    }
  }
  const space = (id: NamespaceId): Space | null => {
    let found = spaces.get(id)
    if (found === undefined) {
      found = make(id)
      spaces.set(id, found)
    }
    return found
  }
  return {
    topology,
    space,
    interface: index.interface,
    spaceOf: (device) => space(device.namespaceId),
    childrenOf: (id) => children.get(id) ?? [],
    portsOf: (id) => ports.get(id) ?? [],
    spacesOfHost: ({ id }) => (byHost.get(id) ?? []).map((namespace) => namespace.id),
  }
}

function labelOf(namespace: Namespace, host: Host, topology: Topology): string {
  const { container, network } = indexOf(topology)
  const [owner] = namespace.owners
  const name = owner === undefined ? undefined : container.get(owner)?.name
  if (namespace.kind === 'host') return host.name
  if (name !== undefined) return `${name} on ${host.name}`
  const ofNetwork = namespace.networkId === null ? undefined : network.get(namespace.networkId)?.name
  if (namespace.kind === 'ingress') return `ingress_sbox on ${host.name}`
  if (ofNetwork !== undefined)
    return namespace.kind === 'loadBalancer'
      ? `the load balancer of ${ofNetwork} on ${host.name}`
      : `the namespace of overlay ${ofNetwork} on ${host.name}`
  return `a namespace of no known owner on ${host.name}`
}

/** A value of `sysctl`; null where it was not read. */
export const sysctlOf = ({ namespace }: Space, name: string): string | null => namespace.sysctls[name] ?? null
