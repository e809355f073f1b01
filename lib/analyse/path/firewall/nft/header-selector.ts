import { addressOf } from '../../ip.ts'
import type { Packet } from '../../packet.ts'
import type { HookPlace, RuleNeeds } from '../compiled-firewall.ts'
import { protocolNumber, tcpFlags, typeOfService } from '../header-facts.ts'
import { typeNamed } from './data-type.ts'
import { isArp, sizeOf } from './packet-facts.ts'
import { type Known, type Read, type Unknown, unknown } from './seen.ts'
import type { Selector } from './selector.ts'

const ofIp =
  (family: Packet['family'], read: (packet: Packet) => Known | Unknown): Read =>
  (packet, place) =>
    packet.family !== family || isArp(place) ? null : read(packet)

const make = (type: string, read: Read, needs?: Selector['needs']): Selector =>
  needs ? { type: typeNamed(type), read, needs } : { type: typeNamed(type), read }

const unread = (type: string, family: Packet['family'], field: string): Selector =>
  make(type, (packet, place) =>
    packet.family !== family || isArp(place) ? null : unknown(`${field} of the packet is not known`),
  )

const sourceIs =
  (family: Packet['family']) =>
  (value: Known): RuleNeeds | null => {
    const source = typeof value === 'bigint' ? addressOf(value, family) : null
    return source && { source }
  }
const destinationIs =
  (family: Packet['family']) =>
  (value: Known): RuleNeeds | null => {
    const destination = typeof value === 'bigint' ? addressOf(value, family) : null
    return destination && { destination }
  }

const ip: Record<string, Selector> = {
  saddr: make(
    'ipv4_addr',
    ofIp('inet', ({ source }) => source.value),
    sourceIs('inet'),
  ),
  daddr: make(
    'ipv4_addr',
    ofIp('inet', ({ destination }) => destination.value),
    destinationIs('inet'),
  ),
  protocol: make('inet_proto', ofIp('inet', protocolNumber)),
  length: make(
    'integer',
    ofIp('inet', (packet) => sizeOf(packet, 0)),
  ),
  ttl: make(
    'integer',
    ofIp('inet', ({ timeToLive }) => timeToLive),
  ),
  dscp: make(
    'dscp',
    ofIp('inet', (packet) => typeOfService(packet) >> 2),
  ),
  ecn: make(
    'integer',
    ofIp('inet', () => 0),
  ),
  version: make(
    'integer',
    ofIp('inet', () => 4),
  ),
  hdrlength: make(
    'integer',
    ofIp('inet', () => 5),
  ),
  'frag-off': make(
    'integer',
    ofIp('inet', ({ dontFragment }) => (dontFragment ? 0x4000 : 0)),
  ),
  id: unread('integer', 'inet', 'the identification'),
  checksum: unread('integer', 'inet', 'the checksum'),
}

const ip6: Record<string, Selector> = {
  saddr: make(
    'ipv6_addr',
    ofIp('inet6', ({ source }) => source.value),
    sourceIs('inet6'),
  ),
  daddr: make(
    'ipv6_addr',
    ofIp('inet6', ({ destination }) => destination.value),
    destinationIs('inet6'),
  ),
  nexthdr: make('inet_proto', ofIp('inet6', protocolNumber)),
  length: make(
    'integer',
    ofIp('inet6', (packet) => sizeOf(packet, 40)),
  ),
  hoplimit: make(
    'integer',
    ofIp('inet6', ({ timeToLive }) => timeToLive),
  ),
  dscp: make(
    'dscp',
    ofIp('inet6', () => 0),
  ),
  ecn: make(
    'integer',
    ofIp('inet6', () => 0),
  ),
  version: make(
    'integer',
    ofIp('inet6', () => 6),
  ),
  flowlabel: unread('integer', 'inet6', 'the flow label'),
}

const transport = (protocols: readonly Packet['protocol'][], read: Read): Read => {
  return (packet, place, connections) =>
    packet.role !== 'error' && !isArp(place) && protocols.includes(packet.protocol)
      ? read(packet, place, connections)
      : null
}

const portNeeds = (protocol: Packet['protocol']) => ({
  any: (): RuleNeeds => ({ protocol }),
  destination: (value: Known): RuleNeeds | null =>
    typeof value === 'number' ? { protocol, destinationPort: value } : null,
})

const portsOf = (protocol: 'tcp' | 'udp'): Record<string, Selector> => ({
  sport: make(
    'inet_service',
    transport([protocol], ({ sourcePort }) => sourcePort),
    portNeeds(protocol).any,
  ),
  dport: make(
    'inet_service',
    transport([protocol], ({ destinationPort }) => destinationPort),
    portNeeds(protocol).destination,
  ),
})

const unreadIn = (protocol: Packet['protocol'], field: string): Selector =>
  make(
    'integer',
    transport([protocol], () => unknown(`${field} of the packet is not known`)),
  )

const tcp: Record<string, Selector> = {
  ...portsOf('tcp'),
  flags: make('tcp_flag', transport(['tcp'], tcpFlags)),
  sequence: unreadIn('tcp', 'the sequence number'),
  ackseq: unreadIn('tcp', 'the sequence number'),
  doff: unreadIn('tcp', 'the data offset'),
  window: unreadIn('tcp', 'the window'),
  checksum: unreadIn('tcp', 'the checksum'),
  urgptr: make(
    'integer',
    transport(['tcp'], () => 0),
  ),
}

const udp: Record<string, Selector> = {
  ...portsOf('udp'),
  length: make(
    'integer',
    transport(['udp'], (packet) => sizeOf(packet, packet.family === 'inet' ? 20 : 40)),
  ),
  checksum: unreadIn('udp', 'the checksum'),
}

const notPorts = (packet: Packet, place: HookPlace) =>
  isArp(place) ? null : unknown(`what stands where ${packet.protocol} has no ports is not known`)
const th: Record<string, Selector> = {
  sport: make('inet_service', (packet, place) =>
    carriesPorts(packet) && !isArp(place) ? packet.sourcePort : notPorts(packet, place),
  ),
  dport: make('inet_service', (packet, place) =>
    carriesPorts(packet) && !isArp(place) ? packet.destinationPort : notPorts(packet, place),
  ),
}
const carriesPorts = ({ role, protocol }: Packet): boolean =>
  role !== 'error' && (protocol === 'tcp' || protocol === 'udp')

const ofIcmp =
  (family: Packet['family'], read: Read): Read =>
  (packet, place, connections) =>
    packet.family === family && !isArp(place) && (packet.role === 'error' || packet.protocol === 'icmp')
      ? read(packet, place, connections)
      : null

const errorTypes = { inet: [3, 11, 12], inet6: [1, 2, 3, 4] } as const
const icmpOf = (family: Packet['family'], types: string, echo: number, reply: number): Record<string, Selector> => ({
  type: make(
    `${types}_type`,
    ofIcmp(family, ({ role, neighbourType }) => {
      if (role === 'error') return unknown('which ICMP error it is is not known', errorTypes[family])
      if (neighbourType !== undefined) return neighbourType
      return role === 'request' ? echo : reply
    }),
  ),
  code: make(
    `${types}_code`,
    ofIcmp(family, ({ role }) => (role === 'error' ? unknown('which ICMP error it is is not known') : 0)),
  ),
  ...Object.fromEntries(
    ['id', 'sequence', 'checksum', 'mtu', 'gateway', 'max-delay', 'parameter-problem', 'packet-too-big'].map(
      (field) => [
        field,
        make(
          'integer',
          ofIcmp(family, () => unknown(`${field} of the ICMP packet is not known`)),
        ),
      ],
    ),
  ),
})

/** Headers that no packet of a trace has. */
const never = make('integer', () => null)
const absent = (...fields: string[]): Record<string, Selector> =>
  Object.fromEntries(fields.map((field) => [field, field.endsWith('port') ? make('inet_service', () => null) : never]))

const headers: Record<string, Record<string, Selector>> = {
  ip,
  ip6,
  tcp,
  udp,
  th,
  icmp: icmpOf('inet', 'icmp', 8, 0),
  icmpv6: icmpOf('inet6', 'icmpv6', 128, 129),
  esp: { spi: unreadIn('esp', 'the index'), sequence: unreadIn('esp', 'the sequence number') },
  ah: absent('hdrlength', 'reserved', 'spi', 'sequence'),
  comp: absent('flags', 'cpi'),
  sctp: absent('sport', 'dport', 'vtag', 'checksum'),
  dccp: absent('sport', 'dport'),
  udplite: absent('sport', 'dport', 'checksum'),
  igmp: absent('checksum', 'mrt', 'group'),
}

/** Fields of IP and of what it carries: `ip saddr`, `tcp dport`. */
export const headerField = (header: string, field: string): Selector | null => {
  const fields = headers[header]
  return fields && Object.hasOwn(fields, field) ? (fields[field] ?? null) : null
}

export const isHeader = (word: string): boolean => Object.hasOwn(headers, word)
