import type { ListeningSocket } from '../../lib/model/namespace.ts'

/** What a management port is for, by its number. */
const purposes: Record<number, string> = {
  2375: 'Docker API without TLS',
  2376: 'Docker API with TLS',
  2377: 'swarm management',
  4789: 'overlay data path (VXLAN)',
  7946: 'swarm gossip',
  9323: 'engine metrics',
}
const daemons = new Set(['dockerd', 'containerd'])

export type ManagementPort = {
  port: number
  protocol: string
  address: string
  purpose: string
  /** The process that listens, `kernel` for VXLAN, or that it is unknown. */
  holder: string
}

/**
 * Ports by which the engine itself is managed and its overlays are reached, as a process name, a well-known port or a VXLAN device tells. A
 * well-known port that another program holds is said to be that program's.
 */
export function managementPorts(sockets: readonly ListeningSocket[], vxlanPorts: readonly number[]): ManagementPort[] {
  const listening = sockets.flatMap(({ port, protocol, address, process }): ManagementPort[] => {
    const daemon = process !== null && daemons.has(process.name) ? process.name : null
    const known = purposes[port]
    if (known === undefined && daemon === null) return []
    const isVxlan = process === null && protocol === 'udp' && vxlanPorts.includes(port)
    const holder = isVxlan ? 'kernel' : process === null ? 'unknown' : `${process.name} (${process.pid})`
    const foreign = known !== undefined && process !== null && daemon === null
    const purpose = foreign ? `${process.name}, on the port of: ${known}` : (known ?? `port of ${daemon}`)
    return [{ port, protocol, address, purpose, holder }]
  })
  const isListed = (port: number) => listening.some((one) => one.holder === 'kernel' && one.port === port)
  const unlisted = [...new Set(vxlanPorts)].filter((port) => !isListed(port))
  const overlays = unlisted.map((port): ManagementPort => {
    return { port, protocol: 'udp', address: '*', purpose: 'overlay data path (VXLAN)', holder: 'kernel' }
  })
  return [...listening, ...overlays].sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1))
}
