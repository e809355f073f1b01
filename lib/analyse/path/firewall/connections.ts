import { describePacket, type Packet } from '../packet.ts'
import type { Evidence } from '../trace.ts'
import { type ConnectionDirection, isOf, reversedTuple, sameTuple, type Tuple, tupleOf } from './tuple.ts'

/** One entry of conntrack (`struct nf_conn`). Both tuples are as packets arrive, so translation is in how they differ. */
export type Connection = {
  readonly original: Tuple
  /** As answers arrive: the far end first. */
  reply: Tuple
  seenReply: boolean
  /** It is known to others than its first packet: that one left the namespace or came to a socket. */
  confirmed: boolean
  /** Whether the rules had their say, once a connection. */
  sourceDecided: boolean
  destinationDecided: boolean
  sourceTranslated: boolean
  destinationTranslated: boolean
  /** The rules that translate; null where none does. */
  sourceEvidence: Evidence | null
  destinationEvidence: Evidence | null
  mark: number
}

/** What conntrack says of the packet at hand (`ct state`). `INVALID` also before conntrack has seen it. */
export type Tracking = {
  readonly state: 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'UNTRACKED'
  readonly direction: ConnectionDirection
  /** Null for INVALID and UNTRACKED. */
  readonly connection: Connection | null
}

const invalid: Tracking = { state: 'INVALID', direction: 'original', connection: null }
const untracked: Tracking = { state: 'UNTRACKED', direction: 'original', connection: null }

/** The connections that one namespace's conntrack knows during one trace. */
export type Connections = {
  /** Of the packet that is at a hook now; what rules ask. */
  tracking: Tracking
  /** The hook of conntrack: finds the packet's connection or makes one. */
  track: (packet: Packet) => void
  /** Later hooks, and the loopback device, which keeps what a packet belongs to. */
  recall: (packet: Packet) => void
  forgetTracking: () => void
  /** This packet goes untracked. */
  leaveUntracked: (packet: Packet) => void
  /** Whether the answers to another connection would look the same, so that this one has to go by another port. */
  isTaken: (connection: Connection) => boolean
  save: () => SavedConnections
  restore: (saved: SavedConnections) => void
  /** One line a connection. */
  describe: () => string[]
}

/** What `restore` goes back to. */
export type SavedConnections = {
  readonly tracking: Tracking
  readonly entries: readonly (readonly [Connection, Connection])[]
  readonly loose: readonly Tuple[]
}

export function createConnections(): Connections {
  let entries: Connection[] = []
  let loose: Tuple[] = []

  const begin = (packet: Packet): Tracking => {
    const connection = newConnection(tupleOf(packet))
    entries = [connection, ...entries]
    return { state: 'NEW', direction: 'original', connection }
  }

  const search = (packet: Packet): Tracking => {
    if (packet.neighbourType !== undefined) return untracked
    if (packet.role === 'error') return relatedTo(packet, entries)
    const tuple = tupleOf(packet)
    // Copies of a frame that a bridge sent everywhere leave connections behind that nobody knows of: those that are known come first.
    const known = [...entries.filter(({ confirmed }) => confirmed), ...entries.filter(({ confirmed }) => !confirmed)]
    for (const connection of known) {
      if (sameTuple(connection.reply, tuple) && packet.role === 'reply') return answer(connection)
      if (sameTuple(connection.original, tuple)) {
        if (connection.confirmed) return onward(connection)
        // Its first packet was stopped on its way, so nobody knows of it.
        entries = entries.filter((entry) => entry !== connection)
        return begin(packet)
      }
      if (sameTuple(connection.reply, tuple)) return answer(connection)
    }
    // A SYN-ACK, a RST or an echo reply begins no connection; a datagram does.
    const begins = packet.role === 'request' || packet.protocol === 'udp' || packet.protocol === 'esp'
    return begins ? begin(packet) : invalid
  }

  const connections: Connections = {
    tracking: invalid,
    track(packet) {
      const tuple = tupleOf(packet)
      if (loose.length > 0) loose = loose.filter((entry) => !sameTuple(entry, tuple))
      connections.tracking = search(packet)
    },
    recall(packet) {
      connections.tracking =
        packet.neighbourType !== undefined ? untracked : (remembered(packet, entries, loose) ?? invalid)
    },
    forgetTracking() {
      connections.tracking = invalid
    },
    leaveUntracked(packet) {
      loose = [...loose, tupleOf(packet)]
      connections.tracking = untracked
    },
    isTaken: (connection) =>
      entries.some((other) => other !== connection && other.confirmed && sameTuple(other.reply, connection.reply)),
    save: () => ({ tracking: connections.tracking, entries: entries.map((entry) => [entry, { ...entry }]), loose }),
    restore(saved) {
      for (const [entry, then] of saved.entries) Object.assign(entry, then)
      entries = saved.entries.map(([entry]) => entry)
      loose = [...saved.loose]
      connections.tracking = saved.tracking
    },
    describe: () => entries.map(describeConnection),
  }
  return connections
}

const newConnection = (original: Tuple): Connection => ({
  original,
  reply: reversedTuple(original),
  seenReply: false,
  confirmed: false,
  sourceDecided: false,
  destinationDecided: false,
  sourceTranslated: false,
  destinationTranslated: false,
  sourceEvidence: null,
  destinationEvidence: null,
  mark: 0,
})

/** A reply to a packet that was stopped is the word of the rule that stopped it (nf_ct_attach). */
function answer(connection: Connection): Tracking {
  if (!connection.confirmed) return { state: 'RELATED', direction: 'reply', connection }
  connection.seenReply = true
  return { state: 'ESTABLISHED', direction: 'reply', connection }
}

const onward = (connection: Connection): Tracking => ({
  state: connection.seenReply ? 'ESTABLISHED' : 'NEW',
  direction: 'original',
  connection,
})

/** An error belongs to the connection of the packet that it is about, and goes the other way. */
function relatedTo({ about }: Packet, entries: readonly Connection[]): Tracking {
  if (about === null) return invalid
  const tuple = tupleOf(about)
  // As the kernel looks it up: the answer to that packet would be this one (icmp_error_message).
  const turned = reversedTuple(tuple)
  for (const connection of entries) {
    if (sameTuple(connection.reply, turned)) return { state: 'RELATED', direction: 'reply', connection }
    if (sameTuple(connection.original, turned)) return { state: 'RELATED', direction: 'original', connection }
  }
  for (const connection of entries) {
    if (isOf(tuple, connection, 'original')) return { state: 'RELATED', direction: 'reply', connection }
    if (isOf(tuple, connection, 'reply')) return { state: 'RELATED', direction: 'original', connection }
  }
  return invalid
}

/** The packet may be translated already, in part or as a whole. */
function remembered(packet: Packet, entries: readonly Connection[], loose: readonly Tuple[]): Tracking | null {
  const tuple = tupleOf(packet)
  if (loose.some((entry) => sameTuple(entry, tuple))) return untracked
  if (packet.role === 'error') {
    const related = relatedTo(packet, entries)
    return related.connection ? related : null
  }
  for (const connection of entries) {
    const back = isOf(tuple, connection, 'reply')
    if (back && packet.role === 'reply') return answer(connection)
    if (isOf(tuple, connection, 'original')) return onward(connection)
    if (back) return answer(connection)
  }
  return null
}

function describeConnection({ original, reply, seenReply, mark }: Connection): string {
  const words = [describePacket(original), `back ${describePacket(reply)}`, seenReply ? 'answered' : 'not answered']
  return [...words, ...(mark === 0 ? [] : [`mark 0x${mark.toString(16)}`])].join(', ')
}
