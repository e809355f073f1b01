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
  const members = topology.endpoints.filter(
    ({ networkId, containerId }) => networkId === network.id && containerId !== null,
  )
  const hostIds = new Set<string>([
    ...network.onHosts.map(({ hostId }) => hostId),
    ...members.map(({ hostId }) => hostId),
  ])
  return [...hostIds]
    .map((hostId): NetworkPlace => {
      const host = topology.hosts.find(({ id }) => id === hostId) ?? null
      const onHost = network.onHosts.find((on) => on.hostId === hostId) ?? null
      const namespace = topology.namespaces.find(({ id }) => id === onHost?.namespaceId) ?? null
      return {
        hostId,
        host,
        listed: onHost !== null,
        members: members.filter((endpoint) => endpoint.hostId === hostId).length,
        vnis: namespace === null ? null : vnisIn(topology, namespace),
        namespace,
        peers: peerFacts(topology, hostId).filter((peer) => peer.network.id === network.id),
        doubt: doubtOf(topology, host),
      }
    })
    .sort((a, b) => naturalOrder(a.host?.name ?? a.hostId, b.host?.name ?? b.hostId))
}

const vnisIn = (topology: Topology, namespace: Namespace): number[] =>
  topology.interfaces
    .flatMap(({ namespaceId, type }) => (namespaceId === namespace.id && type.kind === 'vxlan' ? [type.vni] : []))
    .sort((a, b) => a - b)

function doubtOf(topology: Topology, host: Host | null): string | null {
  if (host?.origin !== 'observed') return 'no agent reads it'
  const status = topology.statuses.find(({ hostId }) => hostId === host.id)
  return status?.heard?.state === 'stale' ? 'stale' : null
}
