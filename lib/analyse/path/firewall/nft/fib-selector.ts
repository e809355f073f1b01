import type { Packet } from '../../packet.ts'
import type { AddressType, HookPlace } from '../compiled-firewall.ts'
import { typeNamed } from './data-type.ts'
import { inNameOf, isArp, outNameOf } from './packet-facts.ts'
import { type Seen, unknown } from './seen.ts'
import type { Selector } from './selector.ts'
import type { WordReader } from './word-reader.ts'

const types: Record<Exclude<AddressType, 'UNKNOWN'>, number> = {
  UNICAST: 1,
  LOCAL: 2,
  BROADCAST: 3,
  ANYCAST: 4,
  MULTICAST: 5,
  BLACKHOLE: 6,
  UNREACHABLE: 7,
  PROHIBIT: 8,
}

/** `fib daddr . iif type`, `fib saddr . mark . iif oif`: what routing would say of an address. The word `fib` is taken. */
export function fibSelector(words: WordReader): Selector | null {
  const flags = new Set<string>()
  for (let word = words.next(); word !== undefined; word = words.next()) {
    flags.add(word)
    if (!words.take('.')) break
  }
  const side = flags.has('saddr') ? 'source' : flags.has('daddr') ? 'destination' : null
  const asks = words.next()
  if (side === null) return null
  const ofDevice = flags.has('iif') || flags.has('oif')
  switch (asks) {
    case 'type':
      return {
        type: typeNamed('fib_addrtype'),
        read: (packet, place) => (isArp(place) ? null : typeOf(packet, place, side, ofDevice)),
      }
    case 'oif':
    case 'oifname':
      return {
        type: typeNamed('fib_interface'),
        read: (packet, place) => (isArp(place) ? null : wayTo(packet, place, side, flags)),
      }
    default:
      return null
  }
}

function typeOf(packet: Packet, place: HookPlace, side: 'source' | 'destination', ofDevice: boolean): Seen {
  const type = place.addressType(packet[side])
  if (type === 'UNKNOWN') return unknown(`what kind of address ${packet[side].text} is is not known`)
  if (ofDevice && type === 'LOCAL')
    return unknown(`whether ${packet[side].text} is an address of that interface is not known`, [1, 2])
  return types[type]
}

/** The interface that the route to it leaves by; empty where there is none. */
function wayTo(packet: Packet, place: HookPlace, side: 'source' | 'destination', flags: ReadonlySet<string>): Seen {
  const by = flags.has('iif') ? inNameOf(place) : flags.has('oif') ? outNameOf(place) : null
  const found = place.routeInterface?.(packet[side], { by, mark: flags.has('mark') ? packet.mark : 0 })
  if (found === undefined) return unknown(`the route to ${packet[side].text} is not known`)
  return found ?? ''
}
