/** An address as its octets: 4 of IPv4, 16 of IPv6. Small, as every page loads it. */
export type Octets = readonly number[]

/** Null for what is no address. */
export function parseAddress(text: string): Octets | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

function parseIpv4(text: string): Octets | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return null
  const octets = text.split('.').map(Number)
  return octets.every((octet) => octet < 256) ? octets : null
}

function parseIpv6(text: string): Octets | null {
  const [head, tail, ...more] = text.split('::')
  if (head === undefined || more.length > 0) return null
  const before = groupsOf(head)
  const after = tail === undefined ? [] : groupsOf(tail)
  if (before === null || after === null) return null
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  return [...before, ...Array<number>(missing).fill(0), ...after].flatMap((group) => [group >> 8, group & 255])
}

/** The groups of 16 bits; the last two may be written as IPv4. */
function groupsOf(text: string): number[] | null {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [at, part] of parts.entries()) {
    const inner = at === parts.length - 1 && part.includes('.') ? parseIpv4(part) : null
    const [a = 0, b = 0, c = 0, d = 0] = inner ?? []
    if (inner) groups.push(a * 256 + b, c * 256 + d)
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16))
    else return null
  }
  return groups
}

/** Canonical text (RFC 5952). */
export function addressText(octets: Octets): string {
  if (octets.length === 4) return octets.join('.')
  const groups = Array.from({ length: 8 }, (_, at) => (octets[2 * at] ?? 0) * 256 + (octets[2 * at + 1] ?? 0))
  const gap = longestZeros(groups)
  const hex = groups.map((group) => group.toString(16))
  if (gap.length < 2) return hex.join(':')
  return `${hex.slice(0, gap.from).join(':')}::${hex.slice(gap.from + gap.length).join(':')}`
}

/** The first of the longest runs of zeros. */
function longestZeros(groups: readonly number[]): { from: number; length: number } {
  let best = { from: 0, length: 0 }
  let from = 0
  for (const [at, group] of groups.entries()) {
    if (group !== 0) from = at + 1
    else if (at + 1 - from > best.length) best = { from, length: at + 1 - from }
  }
  return best
}

/** The address with all bits after the first `length` cleared. */
export const maskAddress = (octets: Octets, length: number): Octets =>
  octets.map((octet, at) => octet & (0xff00 >> Math.min(8, Math.max(0, length - 8 * at))) & 0xff)
