import { connectionField, tupleField } from './connection-selector.ts'
import { typeNamed } from './data-type.ts'
import { fibSelector } from './fib-selector.ts'
import { headerField, isHeader } from './header-selector.ts'
import { linkField } from './link-selector.ts'
import { metaField } from './meta-selector.ts'
import { isUnknown, type Known, type Seen, unknown } from './seen.ts'
import type { Selector } from './selector.ts'
import type { WordReader } from './word-reader.ts'

const unread = (type: string, says: string): Selector => ({ type: typeNamed(type), read: () => unknown(says) })

/** One expression that a packet is asked for (`ip saddr`, `meta mark`, `ct original ip daddr`); null where none is known that begins so. */
export function readSelector(words: WordReader): Selector | null {
  const head = words.next()
  if (head === undefined) return null
  switch (head) {
    case 'meta':
      return metaField(words.next() ?? '')
    case 'ct':
      return readConnection(words)
    case 'fib':
      return fibSelector(words)
    case 'ether':
    case 'vlan':
      return linkField(head, words.next() ?? '')
    case 'arp': {
      const field = words.next() ?? ''
      return linkField(head, field === 'saddr' || field === 'daddr' ? `${field} ${words.next() ?? ''}` : field)
    }
    case 'numgen':
      return readNumber(words, words.next() === 'random' ? 'it is left to chance' : 'it goes round with every packet')
    case 'symhash':
      return readNumber(words, 'it depends on a hash of the packet')
    case 'jhash':
      return readHash(words)
    case 'exthdr':
      return words.next() ? { type: typeNamed('boolean'), read: ({ family }) => (family === 'inet6' ? 0 : null) } : null
    case 'tcp':
    case 'ip':
      if (words.take('option')) return readOption(head, words)
      return headerField(head, words.next() ?? '')
    case 'socket':
      return readSocket(words)
    default:
      return isHeader(head) ? headerField(head, words.next() ?? '') : metaField(head)
  }
}

function readConnection(words: WordReader): Selector | null {
  const field = words.next() ?? ''
  if (field !== 'original' && field !== 'reply') return connectionField(field)
  const of = words.next() ?? ''
  return tupleField(field, of === 'ip' || of === 'ip6' ? `${of} ${words.next() ?? ''}` : of)
}

/** `mod 2 offset 100`: one of so many numbers. */
function readNumber(words: WordReader, says: string): Selector | null {
  if (!words.take('mod')) return null
  const count = Number(words.next())
  if (!Number.isInteger(count) || count < 1) return null
  if (words.take('seed')) words.next()
  const offset = words.take('offset') ? Number(words.next()) : 0
  const few = count <= 64 ? Array.from({ length: count }, (_, at) => at + offset) : null
  const only = few?.length === 1 ? few[0] : undefined
  return { type: typeNamed('integer'), read: () => only ?? unknown(says, few) }
}

function readHash(words: WordReader): Selector | null {
  do if (!readSelector(words)) return null
  while (words.take('.'))
  return readNumber(words, 'it depends on a hash of the packet')
}

/** What options a packet bears is not known; nothing else has any. */
function readOption(head: 'tcp' | 'ip', words: WordReader): Selector | null {
  const option = words.next()
  if (option === undefined) return null
  const field = words.peek
  const exists = field === 'exists' || field === 'missing' || field === undefined
  if (!exists) words.next()
  if (head === 'ip') return { type: typeNamed(exists ? 'boolean' : 'integer'), read: () => (exists ? 0 : null) }
  const tcpOnly =
    (read: Seen): Selector['read'] =>
    ({ protocol }) =>
      protocol === 'tcp' ? read : null
  return {
    type: typeNamed(exists ? 'boolean' : 'integer'),
    read: tcpOnly(unknown(`TCP's option ${option} in the packet is not known`)),
  }
}

function readSocket(words: WordReader): Selector | null {
  const field = words.next()
  if (field === 'cgroupv2') {
    if (!words.take('level')) return null
    words.next()
    return unread('string', 'the control group of the socket is not known')
  }
  return field === 'transparent' || field === 'mark' || field === 'wildcard'
    ? unread(field === 'mark' ? 'mark' : 'integer', 'the socket that takes the packet is not known')
    : null
}

const operators: Record<string, (left: bigint, right: bigint) => bigint> = {
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
}
const written: Record<string, string> = { and: '&', or: '|', xor: '^', lshift: '<<', rshift: '>>' }

/** A selector with what is done to its bits: `meta mark & 0x0000ff00 | 0x00000001`. */
export function readOperand(words: WordReader): Selector | null {
  let selector = readSelector(words)
  for (let word = words.peek; selector && word !== undefined; word = words.peek) {
    const operator = operators[written[word] ?? word]
    if (!operator) break
    words.next()
    const right = readBits(words, selector)
    selector = right === null ? null : withBits(selector, (left) => operator(left, right))
  }
  return selector
}

/** `0xff`, `255.0.0.255`, `(fin | syn | rst)`. */
function readBits(words: WordReader, { type }: Selector): bigint | null {
  const inside = words.take('(')
  let sum = 0n
  do {
    const value = type.valueOf(words.next() ?? '')
    if (value === null || typeof value === 'string') return null
    sum |= BigInt(value)
  } while (inside && words.take('|'))
  if (inside && !words.take(')')) return null
  return sum
}

function withBits({ type, read }: Selector, change: (left: bigint) => bigint): Selector {
  const apply = (value: Known): Known | null => {
    if (typeof value === 'string') return null
    const bits = change(BigInt(value))
    return typeof value === 'bigint' ? bits : Number(BigInt.asUintN(32, bits))
  }
  return {
    type: type.bits ? { ...type, bits: false } : type,
    read(packet, place, connections) {
      const seen = read(packet, place, connections)
      if (seen === null) return null
      if (!isUnknown(seen)) return apply(seen)
      const candidates = seen.candidates?.map(apply).filter((value) => value !== null)
      return unknown(seen.why, candidates ?? null)
    },
  }
}
