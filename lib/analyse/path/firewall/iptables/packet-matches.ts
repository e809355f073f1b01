import type { Packet } from '../../packet.ts'
import type { HookPlace } from '../compiled-firewall.ts'
import { isMulticast } from './header-matches.ts'
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
    if (limited && type === 'LOCAL' && wanted.has('LOCAL') !== wanted.has('UNICAST')) return otherDevice
    return wanted.has(type) !== option.negated
  }
}

const noMac = { why: 'the MAC address that the frame has here is not known' }

export function macMatch({ values, negated }: RuleOption): Match {
  const wanted = (values[0] ?? '').toLowerCase()
  return (_packet, { sourceMac, hook }) => {
    if (sourceMac === null) return hook === 'output' || hook === 'postrouting' ? false : noMac
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
    if (isMulticast(packet)) return (wanted === 'multicast') !== negated
    const type = place.addressType(packet.destination)
    if (type === 'UNKNOWN') return noType
    return (wanted === (type === 'BROADCAST' ? 'broadcast' : 'unicast')) !== negated
  }
}

export function lengthMatch(option: RuleOption): Match {
  const range = rangeOf(option.values[0] ?? '', ':', 65_535)
  if (!range) return notUnderstood(option)
  return ({ size }) => (size >= range[0] && size <= range[1]) !== option.negated
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

/** Type of service: none is asked for by a packet of a trace; an ICMP error has internetwork control (RFC 1812). */
const serviceOf = ({ role, family }: Packet): number => (role === 'error' && family === 'inet' ? 0xc0 : 0)

export function serviceMatch(option: RuleOption): Match {
  const wanted = maskedOf(option.values[0] ?? '')
  if (!wanted) return notUnderstood(option)
  const mask = (option.values[0] ?? '').includes('/') ? wanted.mask : 0xff
  return (packet) => ((serviceOf(packet) & mask) === wanted.value) !== option.negated
}

export function differentiatedMatch(option: RuleOption): Match {
  const wanted = numberOf(option.values[0] ?? '')
  if (wanted === null) return notUnderstood(option)
  return (packet) => (serviceOf(packet) >> 2 === wanted) !== option.negated
}
