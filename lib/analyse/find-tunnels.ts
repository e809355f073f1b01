import type { HostId, NamespaceId, NetworkId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { findLinks, type Link } from './find-links.ts'
import { groupBy } from './group-by.ts'
import { hostSight } from './host-sight.ts'
import { namespaceBlind } from './namespace-blind.ts'
import { indexOf } from './topology-index.ts'

/** A way between two hosts that VXLAN takes, by the forwarding entries of either. */
export type Tunnel = {
  /** `HOST|HOST`, `HOST>ADDRESS` where the far host is not known; the same for both directions. */
  id: string
  /** The second is null where its address is no known host's. */
  hostIds: [HostId, HostId | null]
  /** Where each is reached, as the other one's entries say; the first is null where the other tells of none. */
  addresses: [string | null, string]
  /** Of UDP. */
  port: number | null
  /** One a VNI. `entries`: how many each host has for endpoints at the other; null where that host's are not seen. */
  networks: { networkId: NetworkId; vni: number; entries: [number, number | null]; encrypted: boolean }[]
  agreed: 'both' | 'one-sided' | 'unknown'
  why: string
}

/** Every tunnel that a forwarding entry of an overlay names, by id. Two hosts have more than one only where entries name several addresses of one. */
export function findTunnels(topology: Topology): Tunnel[] {
  const namespaceOf: NamespaceOf = new Map(
    topology.namespaces.flatMap(({ id, hostId, kind, networkId }) =>
      kind === 'overlay' && networkId !== null ? [[`${hostId} ${networkId}`, id]] : [],
    ),
  )
  const tunnels: Tunnel[] = []
  for (const [key, links] of groupBy(findLinks(topology), pairOf)) {
    const isBack = ({ from, to }: Link) => to !== null && to < from
    const there = links.filter((link) => !isBack(link)).sort(byWeight)
    const back = links.filter(isBack).sort(byWeight)
    for (let i = 0; i < Math.max(there.length, back.length); i++) {
      const [first, second] = there[i] ? [there[i], back[i]] : [back[i], undefined]
      if (first)
        tunnels.push(tunnelOf(topology, namespaceOf, i === 0 ? key : `${key}|${first.remote}`, first, second ?? null))
    }
  }
  return tunnels.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The same for both directions. */
const pairOf = ({ from, to, remote }: Link): string =>
  to === null ? `${from}>${remote}` : from < to ? `${from}|${to}` : `${to}|${from}`

/** What most entries say goes first. */
const byWeight = (a: Link, b: Link): number => weigh(b) - weigh(a) || (a.remote < b.remote ? -1 : 1)

const weigh = ({ entries }: Link): number => [...entries.values()].reduce((sum, { count }) => sum + count, 0)

/** By host and network. */
type NamespaceOf = ReadonlyMap<string, NamespaceId>

function tunnelOf(topology: Topology, namespaceOf: NamespaceOf, id: string, first: Link, second: Link | null): Tunnel {
  const { network } = indexOf(topology)
  let blind: string | null = null
  const networks = [...new Map([...(second?.entries ?? []), ...first.entries])].map(
    ([vni, { networkId }]): Tunnel['networks'][number] => {
      const blindThere =
        first.to === null
          ? `${first.remote} is no host that is known.`
          : blindAt(topology, namespaceOf, first.to, networkId)
      blind ??= blindAt(topology, namespaceOf, first.from, networkId) ?? blindThere
      const back = second?.entries.get(vni)?.count ?? (blindThere === null ? 0 : null)
      return {
        networkId,
        vni,
        entries: [first.entries.get(vni)?.count ?? 0, back],
        encrypted: network.get(networkId)?.encrypted ?? false,
      }
    },
  )
  return {
    id,
    hostIds: [first.from, first.to],
    addresses: [second?.remote ?? null, first.remote],
    port: first.port,
    networks: networks.sort((a, b) => a.vni - b.vni),
    ...agreement(topology, first, networks, blind),
  }
}

/** Why the entries of one network on a host are not seen; null where they are. */
function blindAt(topology: Topology, namespaceOf: NamespaceOf, hostId: HostId, networkId: NetworkId): string | null {
  const place = namespaceOf.get(`${hostId} ${networkId}`)
  return place === undefined ? hostSight(topology, hostId).kernel : namespaceBlind(topology, place)
}

function agreement(
  topology: Topology,
  { from, to }: Link,
  networks: Tunnel['networks'],
  blind: string | null,
): Pick<Tunnel, 'agreed' | 'why'> {
  if (blind !== null) return { agreed: 'unknown', why: blind }
  const { host, network } = indexOf(topology)
  const nameOf = (id: HostId | null) => (id === null ? 'the other host' : (host.get(id)?.name ?? id))
  const lame = totals(networks).find(({ there, back }) => there === 0 || back === 0)
  if (!lame) return { agreed: 'both', why: `${nameOf(from)} and ${nameOf(to)} have entries for each other.` }
  const [teller, silent] = lame.there === 0 ? [to, from] : [from, to]
  const name = network.get(lame.networkId)?.name ?? lame.networkId
  return {
    agreed: 'one-sided',
    why: `On ${name}, ${nameOf(teller)} sends to ${nameOf(silent)}, which has no entry for the way back.`,
  }
}

/** Both ends' entries network by network: of several subnets a host may have endpoints in one alone. */
const totals = (networks: Tunnel['networks']): { networkId: NetworkId; there: number; back: number }[] =>
  [...groupBy(networks, ({ networkId }) => networkId)].map(([networkId, parts]) => ({
    networkId,
    there: parts.reduce((sum, { entries }) => sum + entries[0], 0),
    back: parts.reduce((sum, { entries }) => sum + (entries[1] ?? 0), 0),
  }))
