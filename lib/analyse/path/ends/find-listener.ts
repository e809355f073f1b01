import type { Interface } from '../../../model/interface.ts'
import type { ListeningSocket, Namespace } from '../../../model/namespace.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Evidence } from '../trace.ts'
import { socketEvidence, wordsOfSocket } from './socket-evidence.ts'

export type Listener =
  | { kind: 'socket'; socket: ListeningSocket; says: string; evidence: Evidence }
  | { kind: 'none'; says: string; evidence: null }
  | { kind: 'unknown'; says: string }

/** The VRF that a packet came by, and whether sockets that are bound to nothing take it all the same. */
type Vrf = { name: string | null; isOpen: boolean }

type Arrival = Pick<Packet, 'family' | 'protocol' | 'destination' | 'destinationPort'>

/**
 * The socket that takes a packet for this namespace, as the kernel scores them (`inet_lookup_listener`, `udp4_lib_lookup`): one on that very address
 * before one on all, IPv4's own before one of IPv6 that takes IPv4 too, one bound to the device before one that is not. `device` is where the packet
 * came in; `gap` says why sockets were not read.
 */
export function findListener(
  namespace: Namespace,
  packet: Arrival,
  interfaces: readonly Interface[],
  device: Interface | null = null,
  gap: string | null = null,
  vrf: Vrf = { name: null, isOpen: true },
): Listener {
  const { protocol, destinationPort: port } = packet
  if (gap !== null) return { kind: 'unknown', says: gap }
  if (interfaces.length === 0) return { kind: 'unknown', says: 'the sockets of this namespace were not read.' }
  let best: { socket: ListeningSocket; score: number } | null = null
  let unsure: ListeningSocket | null = null
  for (const socket of namespace.sockets) {
    if (socket.protocol !== protocol || socket.port !== port) continue
    const score = scoreOf(socket, packet, device, vrf)
    if (score === null) unsure = socket
    else if (score > 0 && (!best || score > best.score)) best = { socket, score }
  }
  if (best) return found(namespace, best.socket)
  if (unsure)
    return {
      kind: 'unknown',
      says: `whether ${wordsOfSocket(unsure)} takes ${packet.family === 'inet' ? 'IPv4' : 'it'} too was not read.`,
    }
  return {
    kind: 'none',
    says: `Nobody listens on ${protocol} port ${port} for ${packet.destination.text}.`,
    evidence: null,
  }
}

function found(namespace: Namespace, socket: ListeningSocket): Listener {
  const { process } = socket
  const who = process ? `${process.name} (process ${process.pid})` : 'A socket whose process is not known'
  return {
    kind: 'socket',
    socket,
    says: `${who} listens on ${wordsOfSocket(socket)}.`,
    evidence: socketEvidence(namespace, socket),
  }
}

const everyAddress = new Set(['*', '0.0.0.0', '::'])

/** Zero where it does not take the packet, null where that is not known. */
function scoreOf(
  socket: ListeningSocket,
  { family, destination }: Arrival,
  device: Interface | null,
  vrf: Vrf,
): number | null {
  const onDevice = socket.device === undefined ? 0 : 2
  if (socket.device === undefined && !vrf.isOpen) return 0
  if (socket.device !== undefined && device !== null && socket.device !== device.name && socket.device !== vrf.name)
    return 0
  if (!everyAddress.has(socket.address)) return addressOf(socket.address) === destination ? 8 + onDevice : 0
  if (family === 'inet6') return socket.family === 'inet' ? 0 : 1 + onDevice
  if (socket.family === 'inet') return 2 + onDevice
  if (socket.takesIpv4 === null) return null
  return socket.takesIpv4 ? 1 + onDevice : 0
}

/** An IPv6 socket on an IPv4 address has it as `::ffff:10.0.0.1`. */
const addressOf = (text: string): Ip | null => ipOf(text.replace(/^::ffff:(?=\d+\.)/, ''))
