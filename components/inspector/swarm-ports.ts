import type { Host } from '../../lib/model/host.ts'
import type { ListeningSocket, Namespace } from '../../lib/model/namespace.ts'

export type SwarmPort = {
  /** `2377/tcp`. */
  port: string
  purpose: string
  state: 'listens' | 'missing' | 'not needed' | 'unknown'
  /** Where it listens, as `ss` prints it. */
  addresses: string[]
  /** Who holds it, or why nobody does. */
  holder: string
}

/** Docker's own port of the data path where a swarm says none. */
const usualDataPath = 4789

/**
 * The ports that a member of a swarm must have open, by its host namespace's sockets: management on managers, gossip on all, and the data path,
 * which the kernel itself holds once a VXLAN device is there.
 */
export function swarmPorts(
  { swarm }: Pick<Host, 'swarm'>,
  namespace: Pick<Namespace, 'sockets'> | null,
  vxlanPorts: readonly number[],
  clusterDataPath: number | null,
): SwarmPort[] {
  const sockets = namespace?.sockets ?? []
  const isBlind = sockets.length === 0
  const gossip = [held(sockets, 7946, 'tcp', 'gossip', isBlind), held(sockets, 7946, 'udp', 'gossip', isBlind)]
  const management = swarm.manager
    ? held(sockets, 2377, 'tcp', 'management', isBlind)
    : notNeeded('2377/tcp', 'management', 'a worker dials its managers')
  const paths = new Set(vxlanPorts.length > 0 ? vxlanPorts : [clusterDataPath ?? usualDataPath])
  return [
    management,
    ...gossip,
    ...[...paths].sort((a, b) => a - b).map((port) => dataPath(sockets, port, vxlanPorts.includes(port), isBlind)),
  ]
}

function held(
  sockets: readonly ListeningSocket[],
  port: number,
  protocol: string,
  purpose: string,
  isBlind: boolean,
): SwarmPort {
  const found = sockets.filter((socket) => socket.port === port && socket.protocol === protocol)
  const row = { port: `${port}/${protocol}`, purpose, addresses: addressesOf(found) }
  if (found.length > 0) return { ...row, state: 'listens', holder: holderOf(found) }
  return isBlind
    ? { ...row, state: 'unknown', holder: 'no socket of the host was read' }
    : { ...row, state: 'missing', holder: 'nothing listens: the swarm needs it' }
}

function dataPath(sockets: readonly ListeningSocket[], port: number, hasDevice: boolean, isBlind: boolean): SwarmPort {
  const found = sockets.filter((socket) => socket.port === port && socket.protocol === 'udp')
  const row = { port: `${port}/udp`, purpose: 'data path (VXLAN)', addresses: addressesOf(found) }
  const foreign = found.filter(({ process }) => process !== null)
  if (foreign.length > 0)
    return { ...row, state: 'missing', holder: `held by ${holderOf(foreign)}, so that VXLAN cannot have it` }
  if (found.length > 0) return { ...row, state: 'listens', holder: 'kernel, no process' }
  if (!hasDevice) return { ...row, state: 'not needed', holder: 'no overlay has a VXLAN device here' }
  return isBlind
    ? { ...row, state: 'unknown', holder: 'no socket of the host was read' }
    : { ...row, state: 'missing', holder: 'a VXLAN device uses it, and the host has no such socket' }
}

const notNeeded = (port: string, purpose: string, holder: string): SwarmPort => ({
  port,
  purpose,
  state: 'not needed',
  addresses: [],
  holder,
})

const addressesOf = (sockets: readonly ListeningSocket[]): string[] => [
  ...new Set(sockets.map(({ address, takesIpv4 }) => (takesIpv4 ? `${address} (v4 and v6)` : address))),
]

const holderOf = (sockets: readonly ListeningSocket[]): string =>
  [...new Set(sockets.map(({ process }) => (process === null ? 'unknown' : `${process.name} (${process.pid})`)))].join(
    ', ',
  )
