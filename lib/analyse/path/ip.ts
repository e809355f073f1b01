import ipaddr from 'ipaddr.js'
import type { Address, Family } from '../../model/address.ts'

/** An address with its number. Each address is one object, so `===` compares. */
export type Ip = { readonly family: Family; readonly text: Address; readonly value: bigint }

/** A block of addresses: those whose first `length` bits are `base`'s. */
export type IpBlock = { readonly family: Family; readonly base: bigint; readonly length: number }

const known = new Map<string, Ip | null>()
const knownLimit = 100_000

/** Null for text that is no address. A length or a zone behind it (`10.0.0.1/24`, `fe80::1%eth0`) is left out. */
export function ipOf(text: string): Ip | null {
  const found = known.get(text)
  if (found !== undefined) return found
  if (known.size >= knownLimit) known.clear()
  const bare = text.replace(/[/%].*$/, '')
  const parsed = bare === text ? parse(bare) : ipOf(bare)
  known.set(text, parsed)
  return parsed
}

function parse(text: string): Ip | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return make(ipaddr.IPv4.parse(text))
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return null
  return make(ipaddr.IPv6.parse(text))
}

function make(address: ipaddr.IPv4 | ipaddr.IPv6): Ip {
  const text = address.toString()
  const same = known.get(text)
  if (same) return same
  const value = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const ip: Ip = { family: address.kind() === 'ipv4' ? 'inet' : 'inet6', text, value }
  known.set(text, ip)
  return ip
}

const bitsOf = (family: Family): number => (family === 'inet' ? 32 : 128)

/** `10.0.0.0/8`, or one address; null for text that is neither. `default` and `all` need their family from elsewhere. */
export function blockOf(text: string): IpBlock | null {
  const [address = '', length] = text.split('/')
  const ip = ipOf(address)
  if (!ip) return null
  const bits = bitsOf(ip.family)
  const whole = length === undefined ? bits : Number(length)
  if (!Number.isInteger(whole) || whole < 0 || whole > bits) return null
  const shift = BigInt(bits - whole)
  return { family: ip.family, base: (ip.value >> shift) << shift, length: whole }
}

export const everything = (family: Family): IpBlock => ({ family, base: 0n, length: 0 })

export function contains(block: IpBlock, ip: Ip): boolean {
  if (block.family !== ip.family) return false
  const shift = BigInt(bitsOf(ip.family) - block.length)
  return ip.value >> shift === block.base >> shift
}

/** The address that has this number. */
export function addressOf(value: bigint, family: Family): Ip {
  const bytes: number[] = []
  for (let shift = bitsOf(family) - 8; shift >= 0; shift -= 8) bytes.push(Number((value >> BigInt(shift)) & 255n))
  return make(ipaddr.fromByteArray(bytes))
}

/** `10.0.0.0/8`. */
export const textOf = ({ family, base, length }: IpBlock): string => `${addressOf(base, family).text}/${length}`
