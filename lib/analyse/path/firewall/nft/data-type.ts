import { ipOf } from '../../ip.ts'
import { macValue } from './mac-value.ts'
import type { Known } from './seen.ts'
import { type Names, namesOf } from './type-names.ts'
import { unquoted } from './word-reader.ts'

/** What one value of an expression is compared with. `start`: a name that ends in `*`. */
export type Piece =
  | { kind: 'one'; value: Known }
  | { kind: 'range'; low: Known; high: Known }
  | { kind: 'start'; text: string }
  | { kind: 'any' }

/** How the words of one nft type read. */
export type DataType = {
  name: string
  /** Words are bits that add up, and a comparison without operator asks for any of them. */
  bits: boolean
  /** Null for a word that is none of this type. */
  valueOf: (word: string) => Known | null
}

const numberOf = (word: string): number | null =>
  /^(?:\d+|0x[0-9a-f]+)$/i.test(word) && Number(word) <= Number.MAX_SAFE_INTEGER ? Number(word) : null

const addressType = (name: string, family: 'inet' | 'inet6'): DataType => ({
  name,
  bits: false,
  valueOf(word) {
    const ip = /[/%]/.test(word) ? null : ipOf(word)
    return ip?.family === family ? ip.value : null
  },
})

const numberType = (name: string, names: Names = {}, bits = false): DataType => ({
  name,
  bits,
  valueOf(word) {
    if (!bits) return names[unquoted(word)] ?? numberOf(word)
    let sum = 0
    for (const bit of word.split(',')) {
      const value = names[bit] ?? numberOf(bit)
      if (value === null) return null
      sum |= value
    }
    return sum
  },
})

const textType = (name: string): DataType => ({ name, bits: false, valueOf: unquoted })

const types: Record<string, DataType> = {
  ipv4_addr: addressType('ipv4_addr', 'inet'),
  ipv6_addr: addressType('ipv6_addr', 'inet6'),
  ether_addr: { name: 'ether_addr', bits: false, valueOf: macValue },
  ifname: textType('ifname'),
  iface_index: textType('iface_index'),
  string: textType('string'),
  tcp_flag: numberType('tcp_flag', namesOf.tcp_flag, true),
  ct_state: numberType('ct_state', namesOf.ct_state, true),
  ct_status: numberType('ct_status', namesOf.ct_status, true),
}

/** A type by nft's name for it; one that has no names of its own reads as a number. */
export function typeNamed(name: string): DataType {
  const known = types[name]
  if (known) return known
  const made = numberType(name, namesOf[name])
  types[name] = made
  return made
}

/** Reads a value, a range, a prefix, or a name with a star. */
export function pieceOf(word: string, type: DataType): Piece | null {
  if (word === '*') return { kind: 'any' }
  if (type.name === 'ifname' || type.name === 'iface_index') {
    const name = unquoted(word)
    if (name.endsWith('\\*')) return { kind: 'one', value: `${name.slice(0, -2)}*` }
    return name.endsWith('*') ? { kind: 'start', text: name.slice(0, -1) } : { kind: 'one', value: name }
  }
  const value = type.valueOf(word)
  if (value !== null) return { kind: 'one', value }
  return prefixOf(word, type) ?? rangeOf(word, type)
}

function prefixOf(word: string, type: DataType): Piece | null {
  const [, base = '', length] = /^(.+)\/(\d+)$/.exec(word) ?? []
  const bits = type.name === 'ipv4_addr' ? 32 : type.name === 'ipv6_addr' ? 128 : null
  if (length === undefined || bits === null || Number(length) > bits) return null
  const value = type.valueOf(base)
  if (typeof value !== 'bigint') return null
  const shift = BigInt(bits - Number(length))
  const low = (value >> shift) << shift
  return { kind: 'range', low, high: low + (1n << shift) - 1n }
}

function rangeOf(word: string, type: DataType): Piece | null {
  for (let at = word.indexOf('-', 1); at !== -1; at = word.indexOf('-', at + 1)) {
    const low = type.valueOf(word.slice(0, at))
    const high = type.valueOf(word.slice(at + 1))
    if (low !== null && high !== null) return { kind: 'range', low, high }
  }
  return null
}

export function fits(piece: Piece, value: Known): boolean {
  switch (piece.kind) {
    case 'one':
      return piece.value === value
    case 'range':
      return value >= piece.low && value <= piece.high
    case 'start':
      return typeof value === 'string' && value.startsWith(piece.text)
    case 'any':
      return true
  }
}
