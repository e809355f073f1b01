import type { HookPlace } from '../compiled-firewall.ts'
import { typeNamed } from './data-type.ts'
import { macValue } from './mac-value.ts'
import { inNameOf, isArp } from './packet-facts.ts'
import { type Read, type Seen, unknown } from './seen.ts'
import type { Selector } from './selector.ts'

const make = (type: string, read: Read): Selector => ({ type: typeNamed(type), read })

export const etherType = (family: 'inet' | 'inet6', place: HookPlace): number =>
  isArp(place) ? 0x0806 : family === 'inet' ? 0x0800 : 0x86dd

/** Packets that were made here and those of the loopback device have no Ethernet header yet. */
const hasFrame = (place: HookPlace): boolean => {
  if (place.level !== 'ip') return true
  const name = inNameOf(place)
  return name !== '' && name !== 'lo'
}

const mac = (text: string | null, place: HookPlace): Seen => {
  if (!hasFrame(place)) return null
  return text === null ? unknown('the MAC of the frame is not known') : macValue(text)
}

/** `null` where the frame is known to bear no tag. */
const tag = (place: HookPlace, read: (vlan: number) => Seen): Seen => {
  if (place.level === 'ip' || place.vlan === null) return null
  return place.vlan === undefined ? unknown('the VLAN tag of the frame is not known') : read(place.vlan)
}

const fields: Record<string, Record<string, Selector>> = {
  ether: {
    saddr: make('ether_addr', (_packet, place) => mac(place.sourceMac, place)),
    daddr: make('ether_addr', (_packet, place) => mac(place.destinationMac, place)),
    type: make('ether_type', ({ family }, place) => (hasFrame(place) ? etherType(family, place) : null)),
  },
  vlan: {
    id: make('integer', (_packet, place) => tag(place, (vlan) => vlan)),
    pcp: make('integer', (_packet, place) => tag(place, () => 0)),
    cfi: make('integer', (_packet, place) => tag(place, () => 0)),
    dei: make('integer', (_packet, place) => tag(place, () => 0)),
    type: make('ether_type', ({ family }, place) => tag(place, () => etherType(family, place))),
  },
  arp: {
    operation: make('arp_op', (_packet, { arp }) => (arp ? (arp.operation === 'request' ? 1 : 2) : null)),
    htype: make('integer', (_packet, { arp }) => (arp ? 1 : null)),
    ptype: make('ether_type', (_packet, { arp }) => (arp ? 0x0800 : null)),
    hlen: make('integer', (_packet, { arp }) => (arp ? 6 : null)),
    plen: make('integer', (_packet, { arp }) => (arp ? 4 : null)),
    'saddr ip': make('ipv4_addr', (_packet, { arp }) => arp?.senderAddress.value ?? null),
    'daddr ip': make('ipv4_addr', (_packet, { arp }) => arp?.targetAddress.value ?? null),
    'saddr ether': make('ether_addr', (_packet, { arp }) => (arp ? macValue(arp.senderMac) : null)),
    'daddr ether': make('ether_addr', (_packet, { arp }) => (arp ? macValue(arp.targetMac) : null)),
  },
}

/** Fields of the frame and of ARP: `ether saddr`, `vlan id`, `arp saddr ip`. */
export const linkField = (header: string, field: string): Selector | null => {
  const known = fields[header]
  return known && Object.hasOwn(known, field) ? (known[field] ?? null) : null
}
