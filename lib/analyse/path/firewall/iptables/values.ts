import { blockOf, contains, type Ip, ipOf } from '../../ip.ts'

/** `80`, `80:90`, `80-90`, `0x50`; null for text that is no range. */
export function rangeOf(text: string, separator: string, most: number): readonly [number, number] | null {
  const [first = '', last = first, rest] = text.split(separator)
  const low = first === '' ? 0 : numberOf(first)
  const high = last === '' ? most : numberOf(last)
  if (rest !== undefined || low === null || high === null) return null
  return [low, high]
}

export function numberOf(text: string): number | null {
  return /^(0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : null
}

/** `VALUE` or `VALUE/MASK` of marks. */
export function maskedOf(text: string): { value: number; mask: number } | null {
  const [value = '', mask] = text.split('/')
  const number = numberOf(value)
  const bits = mask === undefined ? 0xffffffff : numberOf(mask)
  return number === null || bits === null ? null : { value: number, mask: bits }
}

/** A test for `10.0.0.0/8`, `10.0.0.0/255.0.255.0` or one address. */
export function addressTest(text: string): ((ip: Ip) => boolean) | null {
  const [address = '', mask] = text.split('/')
  const block = blockOf(text)
  if (block) return (ip) => contains(block, ip)
  const base = ipOf(address)
  const bits = mask === undefined ? null : ipOf(mask)
  if (!base || !bits || base.family !== bits.family) return null
  const wanted = base.value & bits.value
  return (ip) => ip.family === base.family && (ip.value & bits.value) === wanted
}

/** `10.0.0.1-10.0.0.9`, or one address. */
export function addressRangeOf(text: string): readonly [Ip, Ip] | null {
  const [first = '', last = first] = text.split('-')
  const low = ipOf(first)
  const high = ipOf(last)
  return low && high && low.family === high.family ? [low, high] : null
}

/** `eth0`, or `eth+` for all whose name begins so; a hook without an interface has an empty name. */
export function interfaceTest(text: string): (name: string | null) => boolean {
  if (!text.endsWith('+')) return (name) => name === text
  const start = text.slice(0, -1)
  return (name) => (name ?? '').startsWith(start)
}
