import type { Host } from '../model/host.ts'
import type { HostId } from '../model/id.ts'
import type { ListeningSocket } from '../model/namespace.ts'
import type { Topology } from '../model/topology.ts'
import { hostSight } from './host-sight.ts'
import { indexOf } from './topology-index.ts'

/** A port that other nodes of the swarm must reach on this host, and who holds it. */
export type SwarmPort = {
  protocol: 'tcp' | 'udp'
  port: number
  purpose: 'managers' | 'gossip' | 'data path'
  listeners: { address: string; process: string | null }[]
  verdict: 'listens' | 'missing' | 'not-needed' | 'unknown'
  why: string
}

type Wanted = Pick<SwarmPort, 'protocol' | 'port' | 'purpose'>

/** The ports of a host's part in its swarm; none where it is in no swarm, or where only managers tell of it. */
export function findSwarmPorts(topology: Topology, hostId: HostId): SwarmPort[] {
  const { host, namespace } = indexOf(topology)
  const known = host.get(hostId)
  if (known?.origin !== 'observed' || known.swarm.state !== 'active') return []
  const sockets = (known.namespaceId === null ? undefined : namespace.get(known.namespaceId))?.sockets ?? []
  const blind = whyBlind(topology, known)
  return wantedPorts(topology, known).map((wanted) => {
    const held = sockets.filter((socket) => socket.port === wanted.port && isProtocol(socket, wanted.protocol))
    const listeners = held.map(({ address, process }) => ({ address, process: process?.name ?? null }))
    return {
      ...wanted,
      listeners,
      ...(blind === null ? judgeHolders(topology, known, wanted, held, sockets) : { verdict: 'unknown', why: blind }),
    }
  })
}

function wantedPorts(topology: Topology, host: Host): Wanted[] {
  const managers: Wanted[] = host.swarm.manager
    ? [{ protocol: 'tcp', port: managerPort(topology, host.id), purpose: 'managers' }]
    : []
  return [
    ...managers,
    { protocol: 'tcp', port: 7946, purpose: 'gossip' },
    { protocol: 'udp', port: 7946, purpose: 'gossip' },
    { protocol: 'udp', port: dataPathPort(topology, host), purpose: 'data path' },
  ]
}

/** 2377, unless the swarm was made with another one. */
function managerPort(topology: Topology, hostId: HostId): number {
  const told = indexOf(topology).nodeOfHost.get(hostId)?.manager?.address ?? ''
  return Number(/:(\d+)$/.exec(told)?.[1] ?? 2377)
}

/** As the kernel's VXLAN devices have it, else as the swarm was made: one for all its nodes. */
function dataPathPort(topology: Topology, { id, swarm }: Host): number {
  const { interfacesOfNamespace } = indexOf(topology)
  for (const place of topology.namespaces)
    if (place.hostId === id && place.kind === 'overlay')
      for (const { type } of interfacesOfNamespace.get(place.id) ?? []) if (type.kind === 'vxlan') return type.port
  const clusters = swarm.cluster ? [swarm.cluster] : topology.hosts.flatMap((host) => host.swarm.cluster ?? [])
  return clusters.find(({ dataPathPort }) => dataPathPort)?.dataPathPort ?? 4789
}

function whyBlind(topology: Topology, { id, name, namespaceId }: Host): string | null {
  if (namespaceId === null) return `What listens on ${name} is not seen.`
  const gap = indexOf(topology)
    .gapsOf.get(namespaceId)
    ?.find(({ source }) => source.startsWith('ss ') || !source.includes(' '))
  return gap ? `${gap.source}: ${gap.reason}` : hostSight(topology, id).kernel
}

function judgeHolders(
  topology: Topology,
  { id, name }: Host,
  { purpose, port }: Wanted,
  held: readonly ListeningSocket[],
  all: readonly ListeningSocket[],
): Pick<SwarmPort, 'verdict' | 'why'> {
  const open = held.filter(({ address }) => !/^(127\.|::1$)/.test(address))
  const holder = open.find(({ process }) => process !== null)?.process?.name
  if (purpose === 'data path') {
    const isLive = topology.namespaces.some(({ hostId, kind }) => hostId === id && kind === 'overlay')
    if (!isLive && open.length === 0)
      return { verdict: 'not-needed', why: `No overlay is live on ${name}: the kernel opens the port with the first.` }
    if (holder) return { verdict: 'missing', why: `${holder} holds the port, so the kernel cannot take VXLAN there.` }
  }
  if (open.length > 0) return { verdict: 'listens', why: `Held by ${holder ?? nameless(purpose, all)}.` }
  const only = held.length > 0 ? ` but on ${held.map(({ address }) => address).join(', ')}` : ''
  return { verdict: 'missing', why: `Nothing listens at ${port}${only}: ${missingCost[purpose]}` }
}

/** Where processes can be named at all, a socket without one is the kernel's. */
function nameless(purpose: SwarmPort['purpose'], all: readonly ListeningSocket[]): string {
  const canName = all.some(({ process }) => process !== null)
  return purpose === 'data path' && canName ? 'the kernel' : 'a process that cannot be named, or the kernel'
}

const missingCost: Record<SwarmPort['purpose'], string> = {
  managers: 'other nodes do not reach this manager.',
  gossip: 'other nodes are not told of the endpoints here, nor this one of theirs.',
  'data path': 'frames of overlays from other nodes are not taken.',
}

/** A socket of Multipath TCP takes plain TCP too. */
const isProtocol = (socket: ListeningSocket, protocol: SwarmPort['protocol']): boolean =>
  socket.protocol === protocol || (socket.protocol === 'mptcp' && protocol === 'tcp')
