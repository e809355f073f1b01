import type { Ip } from '../ip.ts'
import type { Packet, Protocol } from '../packet.ts'

export type ConnectionDirection = 'original' | 'reply'

/** What tells one flow of packets from another (`struct nf_conntrack_tuple`). */
export type Tuple = {
  readonly protocol: Protocol
  readonly source: Ip
  readonly sourcePort: number
  readonly destination: Ip
  readonly destinationPort: number
  /** An echo reply: the two directions of a ping differ in their type, not in ports. */
  readonly echoReply: boolean
}

export const tupleOf = (packet: Packet): Tuple => ({
  protocol: packet.protocol,
  source: packet.source,
  sourcePort: packet.sourcePort,
  destination: packet.destination,
  destinationPort: packet.destinationPort,
  echoReply: packet.protocol === 'icmp' && packet.role === 'reply',
})

export const reversedTuple = (tuple: Tuple): Tuple => ({
  protocol: tuple.protocol,
  source: tuple.destination,
  sourcePort: tuple.destinationPort,
  destination: tuple.source,
  destinationPort: tuple.sourcePort,
  echoReply: tuple.protocol === 'icmp' && !tuple.echoReply,
})

export const sameTuple = (one: Tuple, other: Tuple): boolean =>
  one.destinationPort === other.destinationPort &&
  one.sourcePort === other.sourcePort &&
  one.destination === other.destination &&
  one.source === other.source &&
  one.protocol === other.protocol &&
  one.echoReply === other.echoReply

/** Whether a packet is of this direction of a connection, at whatever point between its translations. */
export function isOf(
  tuple: Tuple,
  { original, reply }: { readonly original: Tuple; readonly reply: Tuple },
  direction: ConnectionDirection,
): boolean {
  const arriving = direction === 'original' ? original : reply
  const leaving = direction === 'original' ? reply : original
  return (
    tuple.protocol === arriving.protocol &&
    tuple.echoReply === arriving.echoReply &&
    ((tuple.source === arriving.source && tuple.sourcePort === arriving.sourcePort) ||
      (tuple.source === leaving.destination && tuple.sourcePort === leaving.destinationPort)) &&
    ((tuple.destination === arriving.destination && tuple.destinationPort === arriving.destinationPort) ||
      (tuple.destination === leaving.source && tuple.destinationPort === leaving.sourcePort))
  )
}
