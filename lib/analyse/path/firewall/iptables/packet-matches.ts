import type { AddressType, HookPlace } from '../compiled-firewall.ts'
import { smallestSize, typeOfService } from '../header-facts.ts'
import { type Match, unsure } from './match.ts'
import type { RuleOption } from './split-rule.ts'
import { addressRangeOf, interfaceTest, maskedOf, numberOf, rangeOf } from './values.ts'

const notUnderstood = ({ name, values }: RuleOption): Match => unsure(`${name} ${values.join(' ')} is not understood`)

export function markMatch(option: RuleOption): Match {
  const wanted = maskedOf(option.values[0] ?? '')
  if (!wanted) return notUnderstood(option)
  return ({ mark }) => ((mark & wanted.mask) >>> 0 === wanted.value) !== option.negated
}

export function addressRangeMatch(option: RuleOption): Match {
  const range = addressRangeOf(option.values[0] ?? '')
  if (!range) return notUnderstood(option)
  const [low, high] = range
  const source = option.name === '--src-range'
  return (packet) => {
    const ip = source ? packet.source : packet.destination
    return (ip.family === low.family && ip.value >= low.value && ip.value <= high.value) !== option.negated
  }
}

const otherDevice = { why: 'whether the address is on that very interface was not read' }
const noType = { why: 'what routing makes of the address is not known' }

/** `-m addrtype`; with an interface as its limit only addresses on that one are local. */
export function addressTypeMatch(option: RuleOption, limited: boolean): Match {
  const wanted = new Set((option.values[0] ?? '').split(','))
  const source = option.name === '--src-type'
  return (packet, place) => {
    const type = place.addressType(source ? packet.source : packet.destination)
    if (type === 'UNKNOWN') return noType
    const six = packet.family === 'inet6'
    const differs = wanted.has('LOCAL') !== (!six && wanted.has('UNICAST'))
    if (limited && type === 'LOCAL' && differs) return otherDevice
    return (six ? isOfTypes6(type, wanted) : wanted.has(type)) !== option.negated
  }
}

/** In IPv6 all but multicast is unicast, what is local too, and each kind of words has to hold (match_type6). */
function isOfTypes6(type: AddressType, wanted: ReadonlySet<string>): boolean {
  if (wanted.has('MULTICAST') && type !== 'MULTICAST') return false
  if (wanted.has('UNICAST') && type === 'MULTICAST') return false
  const byRoute = ['LOCAL', 'ANYCAST', 'UNREACHABLE'].filter((word) => wanted.has(word))
  if (byRoute.length === 0) return true
  return byRoute.includes(type === 'BLACKHOLE' || type === 'PROHIBIT' ? 'UNREACHABLE' : type)
}

const noMac = { why: 'the MAC address that the frame has here is not known' }

export function macMatch({ values, negated }: RuleOption): Match {
  const wanted = (values[0] ?? '').toLowerCase()
  return (_packet, { sourceMac, hook, inInterface }) => {
    // What was made here and what comes by loopback has none, and is matched by no word about one (xt_mac).
    if (hook === 'output' || hook === 'postrouting' || inInterface === 'lo') return false
    if (sourceMac === null) return noMac
    return (sourceMac.toLowerCase() === wanted) !== negated
  }
}

/** `-m physdev`: ports of a bridge, known only where a bridge hands its frame to iptables. */
export function bridgePortMatch(option: RuleOption): Match {
  const { name, negated, values } = option
  const test = interfaceTest(values[0] ?? '')
  const ask = bridgePortQuestion(name, test)
  if (!ask) return notUnderstood(option)
  return (_packet, place) => {
    // Without a bridge's frame an inverted question is answered by yes (xt_physdev).
    if (place.physicalIn === null && place.physicalOut === null) return negated
    if (name === '--physdev-out' && place.physicalOut === null) return false
    return ask(place) !== negated
  }
}

function bridgePortQuestion(
  name: string,
  test: (name: string | null) => boolean,
): ((place: HookPlace) => boolean) | null {
  switch (name) {
    case '--physdev-in':
      return ({ physicalIn }) => test(physicalIn)
    case '--physdev-out':
      return ({ physicalOut }) => test(physicalOut)
    case '--physdev-is-in':
      return ({ physicalIn }) => physicalIn !== null
    case '--physdev-is-out':
    case '--physdev-is-bridged':
      return ({ physicalOut }) => physicalOut !== null
    default:
      return null
  }
}

export function packetTypeMatch({ values, negated }: RuleOption): Match {
  const wanted = (values[0] ?? '').toLowerCase()
  return (packet, place) => {
    const type = place.addressType(packet.destination)
    if (type === 'UNKNOWN') return noType
    return (wanted === (type === 'BROADCAST' || type === 'MULTICAST' ? type.toLowerCase() : 'unicast')) !== negated
  }
}

const largestSize = 65_535
const noSize = { why: 'how large the packet is, is not known' }

export function lengthMatch(option: RuleOption): Match {
  const range = rangeOf(option.values[0] ?? '', ':', 65_535)
  if (!range) return notUnderstood(option)
  const holds = (size: number): boolean => size >= range[0] && size <= range[1]
  return (packet) => {
    if (!packet.anySize) return holds(packet.size) !== option.negated
    const least = smallestSize(packet)
    if (holds(least) && holds(largestSize)) return !option.negated
    return range[1] < least ? option.negated : noSize
  }
}

export function timeToLiveMatch(option: RuleOption): Match {
  const wanted = numberOf(option.values[0] ?? '')
  if (wanted === null) return notUnderstood(option)
  const how = option.name.replace(/^--(ttl|hl)-/, '')
  return ({ timeToLive }) => {
    if (how === 'gt') return timeToLive > wanted !== option.negated
    if (how === 'lt') return timeToLive < wanted !== option.negated
    return (timeToLive === wanted) !== option.negated
  }
}

export function serviceMatch(option: RuleOption): Match {
  const wanted = maskedOf(option.values[0] ?? '')
  if (!wanted) return notUnderstood(option)
  const mask = (option.values[0] ?? '').includes('/') ? wanted.mask : 0xff
  return (packet) => ((typeOfService(packet) & mask) === wanted.value) !== option.negated
}

export function differentiatedMatch(option: RuleOption): Match {
  const wanted = numberOf(option.values[0] ?? '')
  if (wanted === null) return notUnderstood(option)
  return (packet) => (typeOfService(packet) >> 2 === wanted) !== option.negated
}
