import type { Namespace } from '../../../model/namespace.ts'
import { keptFor } from '../../kept-for.ts'
import type { End } from './ground.ts'

/** What can be asked of an end: whether it answers at all, and a port that a program in it has open. */
export type OpenPort = { protocol: 'icmp' | 'tcp' | 'udp'; port: number | null }

/** In order; the engine's own resolver, which only its own namespace reaches, is left out. */
export const openPortsOf = ({ namespace }: End): OpenPort[] => portsIn(namespace)

const portsIn = keptFor(read)

function read({ sockets }: Namespace): OpenPort[] {
  const found = new Map<string, OpenPort>()
  for (const { protocol, port, address } of sockets)
    if ((protocol === 'tcp' || protocol === 'udp') && address !== '127.0.0.11')
      found.set(`${protocol} ${port}`, { protocol, port })
  const ports = [...found.values()].sort(
    (one, other) => one.protocol.localeCompare(other.protocol) || (one.port ?? 0) - (other.port ?? 0),
  )
  return [{ protocol: 'icmp', port: null }, ...ports]
}
