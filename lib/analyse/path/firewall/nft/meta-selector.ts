import type { Packet } from '../../packet.ts'
import type { HookPlace } from '../compiled-firewall.ts'
import { protocolNumber } from '../header-facts.ts'
import { typeNamed } from './data-type.ts'
import { etherType } from './link-selector.ts'
import { macValue } from './mac-value.ts'
import { inNameOf, isArp, outNameOf, sizeOf } from './packet-facts.ts'
import { type Read, type Seen, unknown } from './seen.ts'
import type { Selector } from './selector.ts'

const make = (type: string, read: Read, needs?: Selector['needs']): Selector =>
  needs ? { type: typeNamed(type), read, needs } : { type: typeNamed(type), read }

const unread = (type: string, says: string): Selector => make(type, () => unknown(says))

const nameNeeds = (side: 'inInterface' | 'outInterface') => (value: unknown) =>
  typeof value === 'string' && value !== '' ? { [side]: value } : null

function familyNumber({ family }: Packet, { level }: HookPlace): number {
  if (level === 'bridge') return 7
  if (level === 'netdev') return 5
  return family === 'inet' ? 2 : 10
}

/** The bridge of a port; the walk names it beside the port. */
function bridgeOf(bridge: string | null, port: string | null, place: HookPlace): Seen {
  if (place.level !== 'bridge') return null
  if (port === null && bridge === null) return null
  return bridge === null || port === null || bridge === port ? unknown('the bridge of the port is not known') : bridge
}

/** `skb->pkt_type`. */
function packetType({ destination }: Packet, place: HookPlace): Seen {
  const group = macValue(place.destinationMac ?? '')
  if (group === 0xffffffffffffn) return 1
  if (group !== null && (group >> 40n) & 1n) return 2
  if (place.level !== 'ip') return unknown('whether the frame is for this interface is not known', [0, 3])
  if (isArp(place)) return 0
  const type = place.addressType(destination)
  if (type === 'UNKNOWN') return unknown('what kind of address the destination is is not known')
  return type === 'BROADCAST' ? 1 : type === 'MULTICAST' ? 2 : 0
}

/** Forwarded packets have no socket. */
function socketOwner(_packet: Packet, place: HookPlace): Seen {
  const passing = place.hook === 'forward' || (place.hook === 'postrouting' && place.inInterface !== null)
  return passing || place.hook === 'prerouting' ? null : unknown('the owner of the socket is not known')
}

const fields: Record<string, Selector> = {
  iifname: make('ifname', (_packet, place) => inNameOf(place), nameNeeds('inInterface')),
  oifname: make('ifname', (_packet, place) => outNameOf(place), nameNeeds('outInterface')),
  iif: make('iface_index', (_packet, place) => inNameOf(place), nameNeeds('inInterface')),
  oif: make('iface_index', (_packet, place) => outNameOf(place), nameNeeds('outInterface')),
  ibrname: make('ifname', (_packet, place) => bridgeOf(place.inInterface, place.physicalIn, place)),
  obrname: make('ifname', (_packet, place) => bridgeOf(place.outInterface, place.physicalOut, place)),
  mark: make('mark', ({ mark }) => mark >>> 0),
  l4proto: make('inet_proto', (packet, place) => (isArp(place) ? null : protocolNumber(packet))),
  nfproto: make('nf_proto', familyNumber),
  protocol: make('ether_type', ({ family }, place) => etherType(family, place)),
  length: make('integer', (packet, { hook, arp }) => {
    const header = hook === 'egress' ? 14 : 0
    return arp ? 28 + header : sizeOf(packet, -header)
  }),
  pkttype: make('pkt_type', packetType),
  skuid: make('uid', socketOwner),
  skgid: make('gid', socketOwner),
  iiftype: make('iface_type', (_packet, place) => interfaceType(inNameOf(place))),
  oiftype: make('iface_type', (_packet, place) => interfaceType(outNameOf(place))),
  iifgroup: unread('devgroup', 'the group of the interface is not known'),
  oifgroup: unread('devgroup', 'the group of the interface is not known'),
  iifkind: unread('string', 'the kind of the interface is not known'),
  oifkind: unread('string', 'the kind of the interface is not known'),
  sdif: unread('iface_index', 'the interface below a VRF is not known'),
  sdifname: unread('ifname', 'the interface below a VRF is not known'),
  ibrpvid: unread('integer', 'the VLAN of the port is not known'),
  ibrvproto: unread('ether_type', 'the VLAN protocol of the bridge is not known'),
  cpu: unread('integer', 'which processor takes the packet is not known'),
  cgroup: unread('integer', 'the control group of the sender is not known'),
  rtclassid: unread('integer', 'the realm of the route is not known'),
  priority: unread('string', 'the priority of the packet is not known'),
  random: unread('integer', 'it is left to chance'),
  time: unread('string', 'it depends on the time'),
  hour: unread('string', 'it depends on the time'),
  day: unread('string', 'it depends on the time'),
  ipsec: unread('boolean', 'whether IPsec brought the packet is not known'),
  secpath: unread('boolean', 'whether IPsec brought the packet is not known'),
  secmark: unread('integer', 'the security label of the packet is not known'),
}

function interfaceType(name: string): Seen {
  if (name === '') return null
  return name === 'lo' ? 772 : unknown('the hardware type of the interface is not known')
}

/** Fields of the packet that are in no header: `meta iifname`, and the words that stand without `meta`. */
export const metaField = (field: string): Selector | null =>
  Object.hasOwn(fields, field) ? (fields[field] ?? null) : null
