import { addressOfPrefix } from './address-of-prefix.ts'

/** The MAC that every engine gives to an endpoint of an overlay: `02:42` and the four bytes of its IPv4 address. */
export function overlayMac(ipv4: string): string | null {
  const bytes = addressOfPrefix(ipv4).split('.').map(Number)
  if (bytes.length !== 4 || bytes.some((byte) => !Number.isInteger(byte) || byte < 0 || byte > 255)) return null
  return ['02', '42', ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join(':')
}
