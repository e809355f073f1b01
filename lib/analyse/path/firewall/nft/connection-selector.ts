import type { Packet } from '../../packet.ts'
import type { Connections, Tracking } from '../connections.ts'
import { isAssured, protocolNumber } from '../header-facts.ts'
import { typeNamed } from './data-type.ts'
import { type Known, type Read, type Seen, unknown } from './seen.ts'
import type { Selector } from './selector.ts'

const make = (type: string, read: Read): Selector => ({ type: typeNamed(type), read })

const states: Record<Tracking['state'], number> = { INVALID: 1, ESTABLISHED: 2, RELATED: 4, NEW: 8, UNTRACKED: 64 }
type Connection = NonNullable<Tracking['connection']>

const ofConnection =
  (read: (connection: Connection, connections: Connections) => Seen): Read =>
  (_packet, _place, connections) =>
    connections.tracking.connection && read(connections.tracking.connection, connections)

const statusOf = (connection: Connection, packet: Packet): number =>
  (connection.seenReply ? 2 : 0) +
  (isAssured(packet) ? 4 : 0) +
  (connection.confirmed ? 8 : 0) +
  (connection.sourceTranslated ? 16 : 0) +
  (connection.destinationTranslated ? 32 : 0)

const fields: Record<string, Selector> = {
  state: make('ct_state', (_packet, _place, { tracking }) => states[tracking.state]),
  direction: make(
    'ct_dir',
    ofConnection((_connection, { tracking }) => (tracking.direction === 'reply' ? 1 : 0)),
  ),
  mark: make(
    'mark',
    ofConnection(({ mark }) => mark >>> 0),
  ),
  status: make(
    'ct_status',
    (packet, _place, { tracking: { connection } }) => connection && statusOf(connection, packet),
  ),
  l3proto: make(
    'nf_proto',
    ofConnection(({ original }) => (original.source.family === 'inet' ? 2 : 10)),
  ),
  zone: make(
    'integer',
    ofConnection(() => 0),
  ),
  ...Object.fromEntries(
    ['expiration', 'helper', 'id', 'label', 'secmark', 'packets', 'bytes', 'avgpkt'].map((field) => [
      field,
      make(
        'string',
        ofConnection(() => unknown(`ct ${field} of the connection is not known`)),
      ),
    ]),
  ),
}

/** `ct state`, `ct mark`, ... */
export const connectionField = (field: string): Selector | null =>
  Object.hasOwn(fields, field) ? (fields[field] ?? null) : null

type Tuple = Connection['original']
const ofTuple: Record<string, { type: string; read: (tuple: Tuple) => Known | null }> = {
  'ip saddr': { type: 'ipv4_addr', read: ({ source }) => (source.family === 'inet' ? source.value : null) },
  'ip daddr': {
    type: 'ipv4_addr',
    read: ({ destination }) => (destination.family === 'inet' ? destination.value : null),
  },
  'ip6 saddr': { type: 'ipv6_addr', read: ({ source }) => (source.family === 'inet6' ? source.value : null) },
  'ip6 daddr': {
    type: 'ipv6_addr',
    read: ({ destination }) => (destination.family === 'inet6' ? destination.value : null),
  },
  protocol: {
    type: 'inet_proto',
    read: ({ protocol, source: { family } }) => protocolNumber({ protocol, family, role: 'request' }),
  },
  l3proto: { type: 'nf_proto', read: ({ source }) => (source.family === 'inet' ? 2 : 10) },
  'proto-src': { type: 'inet_service', read: ({ sourcePort }) => sourcePort },
  'proto-dst': { type: 'inet_service', read: ({ destinationPort }) => destinationPort },
}

/** `ct original ip saddr`, `ct reply proto-src`. */
export function tupleField(direction: 'original' | 'reply', field: string): Selector | null {
  const known = Object.hasOwn(ofTuple, field) ? ofTuple[field] : undefined
  return known
    ? make(
        known.type,
        ofConnection((connection) => known.read(connection[direction])),
      )
    : null
}
