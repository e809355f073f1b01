const known = new Map<string, bigint | null>()

/** The number of a MAC; null for text that is none. */
export function macValue(text: string): bigint | null {
  const found = known.get(text)
  if (found !== undefined) return found
  const value = /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text) ? BigInt(`0x${text.replaceAll(':', '')}`) : null
  if (known.size >= 10_000) known.clear()
  known.set(text, value)
  return value
}
