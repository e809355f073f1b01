import { findGaps } from '../analyse/find-gaps.ts'
import { findNamingRules } from '../analyse/find-naming-rules.ts'
import type { NamedRule, NetworkDetail } from '../api/contract.ts'
import type { HostId, NamespaceId, NetworkId } from '../model/id.ts'
import type { Interface } from '../model/interface.ts'
import type { FdbEntry } from '../model/namespace.ts'
import type { Network } from '../model/network.ts'
import type { Topology } from '../model/topology.ts'
import { type Agents, askAgentOf } from './ask-agent-of.ts'
import { inspectedFrom } from './inspected.ts'

/** A network with its members, its wires and the rules that name it; null where there is none of that id. */
export async function readNetworkDetail(
  agents: Agents,
  topology: Topology,
  id: NetworkId,
): Promise<NetworkDetail | null> {
  const network = topology.networks.find((known) => known.id === id)
  if (!network) return null
  const inspect = await askAgentOf(agents, placeToAsk(agents, network), (agent) => agent.inspectNetwork(id))
  const endpoints = topology.endpoints.filter(({ networkId }) => networkId === id)
  const members = new Set<string>(endpoints.flatMap(({ containerId }) => containerId ?? []))
  const interfaces = findWires(topology, network)
  const ids = new Set<string>([id, ...members, ...[...endpoints, ...interfaces].map((record) => record.id)])
  return {
    network,
    endpoints,
    containers: topology.containers.filter((container) => members.has(container.id)),
    interfaces,
    fdb: findFdb(topology, interfaces),
    rules: findRules(topology, network),
    inspect: inspectedFrom(inspect, Date.now()),
    gaps: findGaps(topology.gaps, ids, new Set(network.onHosts.map(({ hostId }) => hostId))),
    readAt: topology.readAt,
  }
}

/** A host that is heard and holds the network, before one that only knows it. */
function placeToAsk(agents: Agents, { onHosts }: Network): HostId | null {
  const heard = onHosts.filter(({ hostId }) => agents.agentOf(hostId) !== null)
  return (heard.find(({ namespaceId, interfaceId }) => namespaceId ?? interfaceId) ?? heard[0])?.hostId ?? null
}

/**
 * The bridge or parent on each host, what is plugged into it, and the host's ends of its members. The namespace of an overlay holds nothing else: a
 * bridge and a VXLAN device a subnet.
 */
function findWires(topology: Topology, { id, onHosts }: Network): Interface[] {
  const roots = new Set<string>(onHosts.flatMap(({ interfaceId }) => interfaceId ?? []))
  const places = new Set<string>(onHosts.flatMap(({ namespaceId }) => namespaceId ?? []))
  const named = new Set<string>([
    ...roots,
    ...onHosts.flatMap(({ uplinkIds }) => uplinkIds),
    ...topology.endpoints.flatMap(({ networkId, hostInterfaceId }) =>
      networkId === id && hostInterfaceId ? hostInterfaceId : [],
    ),
  ])
  return topology.interfaces.filter(
    (known) =>
      named.has(known.id) ||
      (known.masterId !== null && roots.has(known.masterId)) ||
      (places.has(known.namespaceId) && known.type.kind !== 'loopback'),
  )
}

function findFdb(topology: Topology, wires: readonly Interface[]): FdbEntry[] {
  const namesIn = new Map<NamespaceId, Set<string>>()
  for (const { namespaceId, name, type, bridgePort } of wires) {
    // A parent of macvlans is no bridge; its table is not this network's.
    if (type.kind !== 'bridge' && !bridgePort) continue
    namesIn.set(namespaceId, (namesIn.get(namespaceId) ?? new Set()).add(name))
  }
  return topology.namespaces.flatMap(({ id, fdb }) => fdb.filter(({ device }) => namesIn.get(id)?.has(device)))
}

function findRules(topology: Topology, network: Network): NamedRule[] {
  const subnets = network.subnets.map(({ subnet }) => subnet)
  return network.onHosts.flatMap(({ hostId, interfaceId, namespaceId }) => {
    const bridge = topology.interfaces.find(({ id, type }) => id === interfaceId && type.kind === 'bridge')
    const hostNamespace = topology.hosts.find(({ id }) => id === hostId)?.namespaceId
    return topology.firewalls
      .filter(({ id }) => id === hostNamespace || id === namespaceId)
      .flatMap((firewall) =>
        findNamingRules(firewall, { interfaces: bridge?.namespaceId === firewall.id ? [bridge.name] : [], subnets }),
      )
  })
}
