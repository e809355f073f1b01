import ipaddr from 'ipaddr.js'

/** The address as the kernel prints it; text that is no address stays as it is. */
export function canonicalAddress(text: string): string {
  const bare = text.replace(/\/\d+$/, '')
  return bare.includes(':') && ipaddr.IPv6.isValid(bare) ? ipaddr.IPv6.parse(bare).toString() : bare
}

/** Null for the empty text that the engine writes where there is no address. */
export const addressOrNull = (text: string): string | null => (text === '' ? null : canonicalAddress(text))

/** `ADDRESS/LENGTH`; null where there is no address. A length that is not told is that of the whole address. */
export function prefixOrNull(address: string, length: number | null): string | null {
  if (address === '') return null
  const canonical = canonicalAddress(address)
  return `${canonical}/${length ?? (canonical.includes(':') ? 128 : 32)}`
}

/** A subnet without host bits, or the text as it is. */
export function canonicalSubnet(text: string): string {
  if (!ipaddr.isValidCIDR(text)) return text
  const [address, length] = ipaddr.parseCIDR(text)
  const network =
    address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text)
  return `${network.toString()}/${length}`
}

/** Whether the address lies in the subnet; false where either is no such thing. */
export function isInSubnet(address: string, subnet: string): boolean {
  if (!ipaddr.isValid(address) || !ipaddr.isValidCIDR(subnet)) return false
  const parsed = ipaddr.parse(address)
  const range = ipaddr.parseCIDR(subnet)
  return parsed.kind() === range[0].kind() && parsed.match(range)
}
