import type { ListeningSocket } from '../../lib/model/namespace.ts'

/** What a management port is for, by its number. */
const ports: Record<number, string> = {
  2375: 'Docker API without TLS',
  2376: 'Docker API with TLS',
  2377: 'swarm management',
  4789: 'overlay data path (VXLAN)',
  7946: 'swarm gossip',
  9323: 'engine metrics',
}
const daemons = new Set(['dockerd', 'containerd'])

export type ManagementSocket = { socket: ListeningSocket; purpose: string }

/** Listening sockets by which the engine itself is managed, as a process name or a well-known port tells. */
export function managementSockets(sockets: readonly ListeningSocket[]): ManagementSocket[] {
  return sockets.flatMap((socket) => {
    const known = ports[socket.port]
    const daemon = socket.process !== null && daemons.has(socket.process.name) ? socket.process.name : null
    if (known === undefined && daemon === null) return []
    return [{ socket, purpose: known ?? `port of ${daemon}` }]
  })
}
