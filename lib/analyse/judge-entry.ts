import type { Endpoint } from '../model/endpoint.ts'
import type { EndpointId, HostId, NamespaceId, NetworkId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { endpointWords } from './endpoint-words.ts'
import { hostSight } from './host-sight.ts'
import { indexOf } from './topology-index.ts'
import { whyNotAllSeen } from './why-not-all-seen.ts'

/** What one host's kernel does with frames to one endpoint of an overlay on another host. */
export type EntryFacts = {
  networkId: NetworkId
  namespaceId: NamespaceId
  hostId: HostId
  /** Of the VXLAN device that holds it; null where there is neither entry. */
  vni: number | null
  /** By the neighbour entry, else by the endpoint. */
  address: string | null
  mac: string
  /** The tunnel end that frames are sent to. */
  remote: string | null
  remoteHostId: HostId | null
  neighbour: 'permanent' | 'usable' | 'failed' | 'missing'
  forwarding: 'static' | 'learned' | 'missing'
  endpointId: EndpointId | null
}

/** `missing`: an endpoint that frames do not reach. `wrong-host`: they go elsewhere. `leftover`: they go where nothing is. `unknown`: it cannot be told. */
export type Verdict = 'agrees' | 'missing' | 'wrong-host' | 'leftover' | 'unknown'

export type Judgement = { verdict: Verdict; why: string }

/** Whether an entry is right, by what the other hosts tell; `endpoint` is the one that has its MAC or address, `resolvedTo` the neighbour entry's MAC, `blind` why this host's entries are not seen. */
export function judgeEntry(
  topology: Topology,
  entry: EntryFacts,
  endpoint: Endpoint | null,
  resolvedTo: string | null,
  blind: string | null,
): Judgement {
  if (blind !== null) return judged('unknown', blind)
  if (endpoint === null) return judgeStranger(topology, entry)
  const doubt = doubtOf(topology, endpoint)
  if (doubt !== null) return judged('unknown', doubt)
  const name = endpointWords(endpoint)
  if (endpoint.origin === 'configured') return judged('leftover', `${name} does not run.${aging(entry)}`)
  const there = nameOf(topology, endpoint.hostId)
  if (endpoint.hostId === entry.hostId) return judged('wrong-host', `${name} is on this host itself.`)
  return (
    judgeTarget(topology, entry, endpoint, there) ??
    judgeNeighbour(entry, name, resolvedTo) ??
    judgeForwarding(entry, name) ??
    judged('agrees', `${name} is on ${there}.`)
  )
}

/** Why it is not certain that the endpoint is where it is said to be, or that it is at all. */
function doubtOf(topology: Topology, endpoint: Endpoint): string | null {
  if (endpoint.origin !== 'inferred') return hostSight(topology, endpoint.hostId).engine
  const { nodeOfHost, container } = indexOf(topology)
  const node = nodeOfHost.get(endpoint.hostId)
  if (node && node.state !== 'ready') return `The managers call node ${node.hostname} ${node.state}.`
  // The swarm gives a task its addresses before it runs.
  const state = endpoint.containerId === null ? undefined : container.get(endpoint.containerId)?.state
  if (state !== 'running') return `The managers call ${endpointWords(endpoint)} ${state ?? 'gone'}.`
  const tells = topology.hosts.some(
    ({ id, swarm }) => swarm.manager && swarm.error === null && hostSight(topology, id).engine === null,
  )
  return tells
    ? null
    : `No manager is heard that tells of ${endpointWords(endpoint)} on ${nameOf(topology, endpoint.hostId)}.`
}

function judgeTarget(topology: Topology, entry: EntryFacts, endpoint: Endpoint, there: string): Judgement | null {
  if (entry.remote === null || entry.remoteHostId === endpoint.hostId) return null
  if (entry.remoteHostId !== null)
    return judged(
      'wrong-host',
      `${endpointWords(endpoint)} is on ${there}, and ${entry.remote} is ${nameOf(topology, entry.remoteHostId)}.`,
    )
  const { kernel } = hostSight(topology, endpoint.hostId)
  return kernel === null
    ? judged('wrong-host', `${endpointWords(endpoint)} is on ${there}, which does not have ${entry.remote}.`)
    : judged('unknown', `Whether ${entry.remote} is ${there} cannot be told. ${kernel}`)
}

function judgeNeighbour(entry: EntryFacts, name: string, resolvedTo: string | null): Judgement | null {
  if (resolvedTo !== null && resolvedTo !== entry.mac)
    return judged('wrong-host', `${entry.address ?? name} is resolved to ${resolvedTo}; ${name} has ${entry.mac}.`)
  if (entry.neighbour === 'permanent' || entry.neighbour === 'usable') return null
  const both = entry.forwarding === 'missing' ? ' and no forwarding entry' : ''
  return judged('missing', `No neighbour entry${both} for ${name}: its address is not resolved here.`)
}

function judgeForwarding(entry: EntryFacts, name: string): Judgement | null {
  switch (entry.forwarding) {
    case 'static':
      return null
    case 'learned':
      return judged(
        'missing',
        `No static forwarding entry for ${name}: one learned from its frames serves until it ages out.`,
      )
    case 'missing':
      return judged('missing', `No forwarding entry for ${name}: frames to it are dropped here.`)
    default:
      return entry.forwarding satisfies never
  }
}

/** An entry for what no host tells of. */
function judgeStranger(topology: Topology, entry: EntryFacts): Judgement {
  if (entry.mac === '00:00:00:00:00:00')
    return judged('leftover', `Frames to every address without an entry go to ${entry.remote}: no engine sets that up.`)
  if (entry.remoteHostId === null) {
    const unseen = whyNotAllSeen(topology)
    const where = entry.remote === null ? '' : ` and ${entry.remote} is no host that is seen`
    if (unseen !== null) return judged('unknown', `No endpoint with ${entry.mac} is known${where}. ${unseen}`)
    return judged('leftover', `No host has an endpoint with ${entry.mac}${where}.${aging(entry)}`)
  }
  const there = nameOf(topology, entry.remoteHostId)
  const { engine } = hostSight(topology, entry.remoteHostId)
  if (engine !== null) return judged('unknown', `What ${there} has on this network cannot be told. ${engine}`)
  return judged('leftover', `${there} has no endpoint with ${entry.mac} on this network.${aging(entry)}`)
}

const aging = ({ forwarding }: EntryFacts): string =>
  forwarding === 'learned' ? ' The learned entry ages out by itself.' : ''

const nameOf = (topology: Topology, hostId: HostId): string => indexOf(topology).host.get(hostId)?.name ?? hostId

const judged = (verdict: Verdict, why: string): Judgement => ({ verdict, why })
