import { describePacket, type Packet } from '../packet.ts'
import type { Step } from '../trace.ts'
import type { Hook } from './compiled-firewall.ts'
import type { Connection, Connections, Tracking } from './connections.ts'
import type { Translation } from './run-chain.ts'
import type { Tuple } from './tuple.ts'

type Part = 'source' | 'destination'

/** Which end of a packet a hook may rewrite (HOOK2MANIP); null where none. */
export function partOf(hook: Hook): Part | null {
  if (hook === 'prerouting' || hook === 'output') return 'destination'
  return hook === 'postrouting' || hook === 'input' ? 'source' : null
}

/**
 * What a rule asked for, settled for the whole connection (nf_nat_setup_info). A range that leaves the choice of an address or of a destination port to the
 * kernel cannot be told; a source port is kept, as the kernel does where it is free and the rule allows it.
 */
export function settle(connection: Connection, translation: Translation, packet: Packet): string | null {
  const { part, addresses, ports, evidence } = translation
  const destination = part === 'destination'
  const current = destination
    ? { ip: connection.reply.source, port: connection.reply.sourcePort }
    : { ip: connection.reply.destination, port: connection.reply.destinationPort }
  const [first = current.ip, last = first] = addresses ?? []
  const asked = portIn(ports, current.port, destination, packet)
  if (first !== last) return `the kernel picks one of ${first.text} to ${last.text}`
  if (asked === null) return `the kernel picks one of the ports ${ports?.[0]} to ${ports?.[1]}`
  if (first === current.ip && asked === current.port) return null
  connection.reply = destination
    ? { ...connection.reply, source: first, sourcePort: asked }
    : { ...connection.reply, destination: first, destinationPort: asked }
  if (destination) {
    connection.destinationTranslated = true
    connection.destinationEvidence = evidence
  } else {
    connection.sourceTranslated = true
    connection.sourceEvidence = evidence
  }
  return null
}

/** Where the answers would be taken for those of another connection, the kernel takes another source port (get_unique_tuple). */
export function giveOwnPort(connection: Connection, connections: Pick<Connections, 'isTaken'>): void {
  while (connections.isTaken(connection)) {
    connection.reply = { ...connection.reply, destinationPort: connection.reply.destinationPort + 1 }
    connection.sourceTranslated = true
  }
}

function portIn(
  ports: readonly [number, number] | null,
  port: number,
  destination: boolean,
  packet: Packet,
): number | null {
  if (ports === null || (packet.protocol !== 'tcp' && packet.protocol !== 'udp')) return port
  const [first, last] = ports
  if (port >= first && port <= last) return port
  return destination && first !== last ? null : first
}

/** Rewrites one end of a packet as its connection has it (nf_nat_packet); the same packet where there is nothing to rewrite. */
export function translate(packet: Packet, tracking: Tracking, part: Part, steps: Step[]): Packet {
  const { connection, direction } = tracking
  if (!connection) return packet
  const onward = direction === 'original'
  // The way back is the mirror: what was translated at the source comes back as a destination.
  const bySource = (part === 'source') === onward
  if (!(bySource ? connection.sourceTranslated : connection.destinationTranslated)) return packet
  const leaving = onward ? connection.reply : connection.original
  const changed = part === 'source' ? fromSource(packet, leaving) : toDestination(packet, leaving)
  if (sameEnds(packet, changed)) return changed
  const evidence = bySource ? connection.sourceEvidence : connection.destinationEvidence
  steps.push({ kind: 'translate', says: translationWords(changed, part, onward), evidence })
  return changed
}

/** An error has no ports of its own, and the packet in it is turned back with it. */
function fromSource(packet: Packet, { destination, destinationPort }: Tuple): Packet {
  if (packet.about === null) return { ...packet, source: destination, sourcePort: destinationPort }
  const about = { ...packet.about, destination, destinationPort }
  return { ...packet, source: destination, about }
}

function toDestination(packet: Packet, { source, sourcePort }: Tuple): Packet {
  if (packet.about === null) return { ...packet, destination: source, destinationPort: sourcePort }
  const about = { ...packet.about, source, sourcePort }
  return { ...packet, destination: source, about }
}

const sameEnds = (one: Packet, other: Packet): boolean =>
  one.source === other.source &&
  one.destination === other.destination &&
  one.sourcePort === other.sourcePort &&
  one.destinationPort === other.destinationPort

function translationWords(packet: Packet, part: Part, onward: boolean): string {
  const how = onward ? `Its ${part} is translated` : `Its ${part} is translated back`
  return `${how}: ${describePacket(packet)}.`
}
