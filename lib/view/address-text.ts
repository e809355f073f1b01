import ipaddr from 'ipaddr.js'

type Cidr = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** Address and length of `ADDRESS/LENGTH` (or of a bare address: its full length), null where it is neither. */
export function parsePrefix(text: string): Cidr | null {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text)
  if (!ipaddr.isValid(text) || /^\d+$/.test(text)) return null
  const address = ipaddr.parse(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/** The subnet that an address with its length lies in, canonical. */
export function subnetOf(prefix: string): string | null {
  const parsed = parsePrefix(prefix)
  if (!parsed) return null
  const [address, length] = parsed
  const mask = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6
  return `${mask.networkAddressFromCIDR(`${address.toString()}/${length}`).toString()}/${length}`
}

/** Whether the address lies in the subnet; false for other families and for what is no address. */
export function isInside(address: string, subnet: string): boolean {
  const one = parsePrefix(address)
  const other = parsePrefix(subnet)
  if (!one || !other) return false
  const [net, length] = other
  const [ip] = one
  if (ip instanceof ipaddr.IPv4 && net instanceof ipaddr.IPv4) return ip.match(net, length)
  if (ip instanceof ipaddr.IPv6 && net instanceof ipaddr.IPv6) return ip.match(net, length)
  return false
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
  const [address, length] = parsed
  const digits = address.toByteArray().map((byte) => String(byte).padStart(3, '0'))
  return `${address.kind() === 'ipv4' ? 4 : 6}${digits.join('')}${String(length).padStart(3, '0')}`
}
