import { groupBy } from '../../lib/analyse/group-by.ts'
import { indexOf } from '../../lib/analyse/topology-index.ts'
import { vxlanDevices } from '../../lib/analyse/vxlan-entries.ts'
import type { Host } from '../../lib/model/host.ts'
import type { Namespace } from '../../lib/model/namespace.ts'
import type { Network } from '../../lib/model/network.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { type PeerFacts, peerFacts } from './peer-facts.ts'

/** What one host says of a network. */
export type NetworkPlace = {
  hostId: string
  host: Host | null
  /** Its engine lists the network; a host may have members that only managers tell of. */
  listed: boolean
  members: number
  /** VNIs of the VXLAN devices in its namespace; null where no namespace of it is known here. */
  vnis: number[] | null
  namespace: Namespace | null
  peers: PeerFacts[]
  /** Why its word may not be so now. */
  doubt: string | null
}

/** Every host that tells of a network or has a member on it, by name. */
export function networkPlaces(topology: Topology, network: Network): NetworkPlace[] {
  const index = indexOf(topology)
  const endpoints = index.endpointsOfNetwork.get(network.id) ?? []
  const members = groupBy(
    endpoints.filter(({ containerId }) => containerId !== null),
    ({ hostId }) => hostId,
  )
  const onHosts = new Map(network.onHosts.map((on) => [on.hostId, on]))
  const hostIds = new Set([...onHosts.keys(), ...members.keys()])
  return [...hostIds]
    .map((hostId): NetworkPlace => {
      const host = index.host.get(hostId) ?? null
      const onHost = onHosts.get(hostId) ?? null
      const namespace = onHost?.namespaceId ? (index.namespace.get(onHost.namespaceId) ?? null) : null
      return {
        hostId,
        host,
        listed: onHost !== null,
        members: members.get(hostId)?.length ?? 0,
        vnis: namespace === null ? null : vnisIn(topology, namespace),
        namespace,
        peers: peerFacts(topology, hostId, [network]),
        doubt: doubtOf(topology, host),
      }
    })
    .sort((a, b) => naturalOrder(a.host?.name ?? a.hostId, b.host?.name ?? b.hostId))
}

const vnisIn = (topology: Topology, namespace: Namespace): number[] =>
  [...vxlanDevices(topology, namespace.id).values()].map(({ vni }) => vni).sort((a, b) => a - b)

function doubtOf(topology: Topology, host: Host | null): string | null {
  if (host?.origin !== 'observed') return 'no agent reads it'
  const status = indexOf(topology).status.get(host.id)
  return status?.heard?.state === 'stale' ? 'stale' : null
}
