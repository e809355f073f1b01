import type { HostId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { addressOfPrefix } from './address-of-prefix.ts'
import { keptFor } from './kept-for.ts'
import { indexOf } from './topology-index.ts'

const hostsByAddress = keptFor(addressMap)

/**
 * The host that an address of the underlay leads to; null where none is known or several have it (every host's docker_gwbridge is 172.18.0.1).
 * A swarm's word of its nodes goes before the addresses of interfaces, a host that an agent reads before a node that only managers tell of.
 */
export function hostOfAddress(topology: Topology, address: string): HostId | null {
  return hostsByAddress(topology).get(address) ?? null
}

function addressMap(topology: Topology): Map<string, HostId> {
  const found = new Map<string, HostId>()
  for (const claims of claimsInOrder(topology))
    for (const [address, hostId] of unique(claims, found)) found.set(address, hostId)
  return found
}

type Claim = [address: string, hostId: HostId]

function claimsInOrder(topology: Topology): Claim[][] {
  const { host, interfacesOfNamespace, nodeOfHost } = indexOf(topology)
  const observed = topology.hosts.filter(({ origin }) => origin === 'observed')
  const ofNodes = (isWanted: (state: string, isRead: boolean) => boolean): Claim[] =>
    [...nodeOfHost].flatMap(([owner, { address, state }]) =>
      address !== null && isWanted(state, host.get(owner)?.origin === 'observed') ? [[address, owner]] : [],
    )
  return [
    observed.flatMap(({ id, swarm }): Claim[] => (swarm.nodeAddress === null ? [] : [[swarm.nodeAddress, id]])),
    observed.flatMap(({ id, namespaceId }) =>
      (namespaceId === null ? [] : (interfacesOfNamespace.get(namespaceId) ?? [])).flatMap(({ addresses }) =>
        addresses.filter(({ scope }) => scope === 'global').map(({ prefix }): Claim => [addressOfPrefix(prefix), id]),
      ),
    ),
    ofNodes((_, isRead) => isRead),
    ofNodes((state, isRead) => !isRead && state === 'ready'),
    ofNodes((state, isRead) => !isRead && state !== 'ready'),
  ]
}

/** The claims on addresses that nobody has yet and no two hosts want. */
function unique(claims: readonly Claim[], taken: ReadonlyMap<string, HostId>): Map<string, HostId> {
  const owners = new Map<string, HostId | null>()
  for (const [address, hostId] of claims) {
    if (taken.has(address)) continue
    const owner = owners.get(address)
    owners.set(address, owner === undefined || owner === hostId ? hostId : null)
  }
  return new Map([...owners].flatMap(([address, owner]) => (owner === null ? [] : [[address, owner] as const])))
}
