const words: Record<string, number> = { raw: -300, mangle: -150, dstnat: -100, filter: 0, security: 50, srcnat: 100 }
const bridgeWords: Record<string, number> = { dstnat: -300, filter: -200, out: 100, srcnat: 300 }

/** A chain's priority as a number: `filter - 10`, `dstnat`, `-150`. In a bridge the words stand for others. Null where it is neither. */
export function priorityOf(text: string, family: string): number | null {
  const [, word = '', sign, amount] = /^(-?\d+|[a-z]+)(?: ([+-]) (\d+))?$/.exec(text.trim()) ?? []
  const known = family === 'bridge' ? bridgeWords : words
  const base = /^-?\d+$/.test(word) ? Number(word) : Object.hasOwn(known, word) ? known[word] : undefined
  if (base === undefined) return null
  return base + Number(amount ?? 0) * (sign === '-' ? -1 : 1)
}
