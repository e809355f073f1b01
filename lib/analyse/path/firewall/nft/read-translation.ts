import { addressOf, type Ip } from '../../ip.ts'
import type { Packet } from '../../packet.ts'
import type { Effect } from '../compiled-firewall.ts'
import type { Step } from './compiled-step.ts'
import { type DataType, type Piece, pieceOf, typeNamed } from './data-type.ts'
import type { NamedSet } from './read-sets.ts'
import { readMap, readSelectors } from './read-value.ts'
import { isUnknown } from './seen.ts'
import type { WordReader } from './word-reader.ts'

type Range<T> = readonly [T, T]
type Kind = 'dnat' | 'snat' | 'masquerade' | 'redirect'

const flags = new Set(['random', 'fully-random', 'persistent', ','])

/** What follows `dnat`, `snat`, `masquerade` or `redirect`; null where it is not understood. */
export function readTranslation(kind: Kind, words: WordReader, sets: ReadonlyMap<string, NamedSet>): Step | null {
  const step = readTarget(kind, words, sets)
  while (step && words.takeOneOf(flags) !== null);
  return step
}

function readTarget(kind: Kind, words: WordReader, sets: ReadonlyMap<string, NamedSet>): Step | null {
  const family = words.take('ip') ? 'inet' : words.take('ip6') ? 'inet6' : null
  const netmap = words.take('prefix')
  if (words.take('addr')) for (const word of ['.', 'port']) if (!words.take(word)) return null
  if (!words.take('to')) return kind === 'dnat' || kind === 'snat' ? null : always(family, effectOf(kind, null, null))
  const plain = plainTarget(words.peek ?? '')
  if (plain) {
    words.next()
    return always(family ?? plain.addresses?.[0].family ?? null, effectOf(kind, plain.addresses, plain.ports))
  }
  return readMapped(kind, family, netmap, words, sets)
}

const always = (family: Packet['family'] | null, effect: Effect): Step => {
  const effects = [effect]
  return (packet) => (family === null || packet.family === family ? effects : true)
}

function effectOf(kind: Kind, addresses: Range<Ip> | null, ports: Range<number> | null): Effect {
  return kind === 'dnat' || kind === 'snat' ? { kind, addresses, ports } : { kind, ports }
}

/** `10.0.0.1:80`, `10.0.0.1-10.0.0.5:80-90`, `[fd00::1]:80`, `:81`, `1.2.3.4/31`. */
function plainTarget(word: string): { addresses: Range<Ip> | null; ports: Range<number> | null } | null {
  const whole = addressRange(word)
  if (whole) return { addresses: whole, ports: null }
  const v6 = /^\[([^\]]+)\](?:-\[([^\]]+)\])?(?::(.+))?$/.exec(word)
  const bare = v6 ? null : /^([^:]*)(?::(.+))?$/.exec(word)
  const last = v6?.[2]
  const text = v6 ? `${v6[1]}${last === undefined ? '' : `-${last}`}` : bare ? (bare[1] ?? '') : word
  const portText = v6 ? v6[3] : bare?.[2]
  const addresses = text === '' ? null : addressRange(text)
  const ports = portText === undefined ? null : portRange(pieceOf(portText, typeNamed('inet_service')))
  if ((text !== '' && !addresses) || (portText !== undefined && !ports) || (text === '' && portText === undefined))
    return null
  return { addresses, ports }
}

const addressRange = (text: string): Range<Ip> | null =>
  rangeOf(pieceOf(text, typeNamed('ipv4_addr')), 'inet') ?? rangeOf(pieceOf(text, typeNamed('ipv6_addr')), 'inet6')

function rangeOf(piece: Piece | null | undefined, family: Packet['family']): Range<Ip> | null {
  const [low, high] =
    piece?.kind === 'one' ? [piece.value, piece.value] : piece?.kind === 'range' ? [piece.low, piece.high] : []
  const first = typeof low === 'bigint' ? addressOf(low, family) : null
  const last = typeof high === 'bigint' ? addressOf(high, family) : null
  return first && last && [first, last]
}

function portRange(piece: Piece | null | undefined): Range<number> | null {
  const [low, high] =
    piece?.kind === 'one' ? [piece.value, piece.value] : piece?.kind === 'range' ? [piece.low, piece.high] : []
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : null
}

/** `to ip saddr . tcp dport map { ... }`, `to :tcp dport map { ... }`. */
function readMapped(
  kind: Kind,
  family: Packet['family'] | null,
  netmap: boolean,
  words: WordReader,
  sets: ReadonlyMap<string, NamedSet>,
): Step | null {
  const portOnly = words.takeColon()
  const selectors = readSelectors(words)
  if (!selectors || !words.take('map')) return null
  const address = typeNamed(family === 'inet6' ? 'ipv6_addr' : 'ipv4_addr')
  const port = typeNamed('inet_service')
  const named = words.peek?.startsWith('@') ? sets.get(words.peek.slice(1))?.shape.data : null
  const data: readonly DataType[] = portOnly ? [port] : Array.isArray(named) ? named : dataIn(words, address, port)
  const look = readMap(selectors, words, sets, data)
  if (!look) return null
  return (packet, place, connections) => {
    if (family !== null && packet.family !== family) return true
    const found = look(packet, place, connections)
    if (found === null) return false
    if (isUnknown(found)) return [{ kind: 'unknown', why: found.why, perhaps: null }]
    const [first, second] = found
    if (portOnly) return [effectOf(kind, null, portRange(first))]
    const addresses = rangeOf(first, packet.family)
    if (netmap && addresses) return [effectOf(kind, mapped(packet, kind, addresses), portRange(second))]
    return [effectOf(kind, addresses, portRange(second))]
  }
}

/** Whether the elements of an anonymous map hold a port behind the address: nft does not always print `addr . port`. */
function dataIn(words: WordReader, address: DataType, port: DataType): readonly DataType[] {
  const rest = words.rest()
  const colon = rest.indexOf(':')
  return rest[colon + 2] === '.' ? [address, port] : [address]
}

/** The host's part of the address is kept (`snat prefix to`). */
function mapped(packet: Packet, kind: Kind, [low, high]: Range<Ip>): Range<Ip> {
  const before = kind === 'snat' ? packet.source : packet.destination
  const ip = addressOf(low.value | (before.value & (high.value - low.value)), packet.family)
  return [ip, ip]
}
