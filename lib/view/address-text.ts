import { addressText, maskAddress, type Octets, parseAddress } from './parse-address.ts'

type Cidr = { address: Octets; length: number }

/** Address and length of `ADDRESS/LENGTH` (or of a bare address: its full length), null where it is neither. */
export function parsePrefix(text: string): Cidr | null {
  const [bare = '', length, ...more] = text.split('/')
  const address = parseAddress(bare)
  if (!address || more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null
  const bits = address.length * 8
  const whole = length === undefined ? bits : Number(length)
  return whole <= bits ? { address, length: whole } : null
}

/** The subnet that an address with its length lies in, canonical. */
export function subnetOf(prefix: string): string | null {
  const parsed = parsePrefix(prefix)
  return parsed && `${addressText(maskAddress(parsed.address, parsed.length))}/${parsed.length}`
}

/** Whether the address lies in the subnet; false for other families and for what is no address. */
export function isInside(address: string, subnet: string): boolean {
  const one = parsePrefix(address)
  const other = parsePrefix(subnet)
  if (!one || !other || one.address.length !== other.address.length) return false
  const network = maskAddress(other.address, other.length)
  return maskAddress(one.address, other.length).every((octet, at) => octet === network[at])
}

/** The part of an address that its subnet leaves open: `.5` of 10.0.0.5/24, `.3.5` of 10.20.3.5/16, `::5` of 2001:db8::5/64. */
export function hostPart(prefix: string): string {
  const address = prefix.split('/', 1)[0] ?? ''
  const length = Number(prefix.split('/')[1] ?? Number.NaN)
  if (address.includes(':'))
    return address.includes('::') ? address.slice(address.lastIndexOf('::')) : address.slice(address.lastIndexOf(':'))
  const octets = address.split('.')
  if (octets.length !== 4) return address
  const open = Number.isInteger(length) ? Math.min(4, Math.max(1, Math.ceil((32 - length) / 8))) : 4
  return open === 4 ? address : `.${octets.slice(4 - open).join('.')}`
}

/** A key by which texts of addresses and prefixes sort by number, IPv4 first. */
export function addressSortKey(text: string): string {
  const parsed = parsePrefix(text)
  if (!parsed) return `~${text}`
  const { address, length } = parsed
  const digits = address.map((octet) => String(octet).padStart(3, '0'))
  return `${address.length === 4 ? 4 : 6}${digits.join('')}${String(length).padStart(3, '0')}`
}
