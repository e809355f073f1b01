import { addressOf, type Ip, ipOf } from '../../ip.ts'
import type { Packet } from '../../packet.ts'
import type { Effect, HookPlace } from '../compiled-firewall.ts'
import type { RuleOption, RuleParts } from './split-rule.ts'
import { addressRangeOf, maskedOf, numberOf, rangeOf } from './values.ts'

/** What a target does to a packet; the same effects for every packet but where an address depends on it. */
export type CompiledTarget = readonly Effect[] | ((packet: Packet, place: HookPlace) => readonly Effect[])

/** Targets that let a packet go on as it is, as far as its way is concerned. */
const silent: ReadonlySet<string> = new Set([
  'LOG',
  'NFLOG',
  'ULOG',
  'TRACE',
  'AUDIT',
  'CHECKSUM',
  'TCPMSS',
  'TCPOPTSTRIP',
  'ECN',
  'SET',
  'CLASSIFY',
  'SECMARK',
  'CONNSECMARK',
  'IDLETIMER',
  'LED',
  'RATEEST',
  'TEE',
])

/** `isChain` tells a chain of the table from a target of the kernel. */
export function compileTarget(target: RuleParts['target'], isChain: (name: string) => boolean): CompiledTarget {
  if (target === null || silent.has(target.name)) return []
  const { name, goto, options } = target
  if (isChain(name)) return [{ kind: 'jump', chain: name, goto }]
  switch (name) {
    case 'ACCEPT':
      return [{ kind: 'accept' }]
    case 'DROP':
      return [{ kind: 'drop' }]
    case 'RETURN':
      return [{ kind: 'return' }]
    case 'NOTRACK':
      return [{ kind: 'notrack' }]
    case 'CT':
      return connectionTarget(options)
    case 'REJECT':
      return [{ kind: 'reject', how: textOf(options, '--reject-with') ?? 'icmp-port-unreachable' }]
    case 'MARK':
      return markTarget(options)
    case 'CONNMARK':
      return connectionMarkTarget(options)
    case 'DNAT':
      return translationTarget('dnat', textOf(options, '--to-destination'))
    case 'SNAT':
      return translationTarget('snat', textOf(options, '--to-source'))
    case 'MASQUERADE':
    case 'REDIRECT':
      return ownTarget(name === 'MASQUERADE' ? 'masquerade' : 'redirect', textOf(options, '--to-ports'))
    case 'NETMAP':
      return networkTarget(textOf(options, '--to'))
    default:
      return strange(`the target ${name} is not understood`)
  }
}

const strange = (why: string): readonly Effect[] => [{ kind: 'unknown', why, perhaps: null }]

const textOf = (options: readonly RuleOption[], name: string): string | undefined =>
  options.find((option) => option.name === name)?.values[0]

/** `CT --helper` and the like follow what a connection does later; a zone of its own is another table of connections. */
function connectionTarget(options: readonly RuleOption[]): readonly Effect[] {
  if (options.some(({ name }) => name === '--notrack')) return [{ kind: 'notrack' }]
  return options.some(({ name }) => name.startsWith('--zone')) ? strange('conntrack zones are not understood') : []
}

function markTarget(options: readonly RuleOption[]): readonly Effect[] {
  const [option] = options
  const given = maskedOf(option?.values[0] ?? '')
  if (!option || !given || options.length !== 1) return strange('this way of marking is not understood')
  const { value, mask } = given
  const change = markChange(option.name, value, mask)
  return change ? [{ kind: 'mark', change }] : strange(`${option.name} is not understood`)
}

function markChange(name: string, value: number, mask: number): ((mark: number) => number) | null {
  switch (name) {
    case '--set-xmark':
      return (mark) => (mark & ~mask) ^ value
    case '--set-mark':
      return (mark) => (mark & ~mask & ~value) | value
    case '--or-mark':
      return (mark) => mark | value
    case '--and-mark':
      return (mark) => mark & value
    case '--xor-mark':
      return (mark) => mark ^ value
    default:
      return null
  }
}

function connectionMarkTarget(options: readonly RuleOption[]): readonly Effect[] {
  const has = (name: string): boolean => options.some((option) => option.name === name)
  const maskIn = (name: string): number | null => numberOf(textOf(options, name) ?? '0xffffffff')
  const packetMask = maskIn('--nfmask')
  const connectionMask = maskIn('--ctmask')
  const moved = has('--save-mark') || has('--restore-mark')
  const known = moved
    ? options.every(({ name }) => ['--save-mark', '--restore-mark', '--nfmask', '--ctmask', '--mask'].includes(name))
    : options.length === 1
  if (!known || packetMask === null || connectionMask === null || has('--mask'))
    return strange('this way of marking a connection is not understood')
  if (has('--save-mark'))
    return [
      {
        kind: 'connection-mark',
        change: (mark, packetMark) => ({ mark: (mark & ~connectionMask) ^ (packetMark & packetMask), packetMark }),
      },
    ]
  if (has('--restore-mark'))
    return [
      {
        kind: 'connection-mark',
        change: (mark, packetMark) => ({ mark, packetMark: (packetMark & ~packetMask) ^ (mark & connectionMask) }),
      },
    ]
  const [option] = options
  const given = maskedOf(option?.values[0] ?? '')
  const change = option && given ? markChange(option.name, given.value, given.mask) : null
  if (!change) return strange('this way of marking a connection is not understood')
  return [{ kind: 'connection-mark', change: (mark, packetMark) => ({ mark: change(mark), packetMark }) }]
}

/** `ADDRESS[-ADDRESS][:PORT[-PORT]]`, an IPv6 address with a port in brackets. */
function translationTarget(kind: 'dnat' | 'snat', text: string | undefined): readonly Effect[] {
  const not = strange(`the translation to ${text} is not understood`)
  const found = /^(?:\[([^\]]+)\]|([^[\]]*?))(?::([\d-]+))?$/.exec(text ?? '')
  if (!found || text === undefined) return not
  // An IPv6 address without brackets has no port behind it.
  const bare = !text.startsWith('[') && text.split(':').length > 2
  const [, bracketed, plain = ''] = found
  const address = bare ? text : (bracketed ?? plain)
  const portText = bare ? undefined : found[3]
  const addresses = address === '' ? null : addressRangeOf(address)
  const ports = portText === undefined ? null : rangeOf(portText, '-', 65_535)
  if ((address !== '' && !addresses) || (portText !== undefined && !ports)) return not
  return [{ kind, addresses, ports }]
}

function ownTarget(kind: 'masquerade' | 'redirect', text: string | undefined): readonly Effect[] {
  const ports = text === undefined ? null : rangeOf(text, '-', 65_535)
  return text !== undefined && !ports ? strange(`the ports ${text} are not understood`) : [{ kind, ports }]
}

/** NETMAP keeps the host's part of the address and puts another network before it. */
function networkTarget(text: string | undefined): CompiledTarget {
  const [address = '', bits] = (text ?? '').split('/')
  const base = ipOf(address)
  if (!base) return strange(`the network ${text} is not understood`)
  const whole = base.family === 'inet' ? 32 : 128
  const mask = bits === undefined ? null : ipOf(bits)
  const length = bits === undefined ? whole : numberOf(bits)
  if (mask === null && (length === null || length > whole)) return strange(`the network ${text} is not understood`)
  const every = (1n << BigInt(whole)) - 1n
  const fixed = mask ? mask.value : every ^ ((1n << BigInt(whole - (length ?? whole))) - 1n)
  const mapped = (ip: Ip): Ip => addressOf((base.value & fixed) | (ip.value & (every ^ fixed)), base.family)
  return (packet, { hook }) => {
    const source = hook === 'postrouting' || hook === 'input'
    const ip = mapped(source ? packet.source : packet.destination)
    return [{ kind: source ? 'snat' : 'dnat', addresses: [ip, ip], ports: null }]
  }
}
