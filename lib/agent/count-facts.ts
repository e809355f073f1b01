/** How many facts a JSON value holds: each number, text, flag or null that it ends in. */
export function countFacts(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + countFacts(entry), 0)
  if (typeof value === 'object' && value !== null) {
    let sum = 0
    for (const entry of Object.values(value)) sum += countFacts(entry)
    return sum
  }
  return 1
}

/** How many facts of two JSON values differ. A list is compared as a bag, so that one new entry at its head is one entry and not the whole list. */
export function countDifferences(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (Array.isArray(a) && Array.isArray(b)) return bagDifferences(a, b)
  if (isRecord(a) && isRecord(b)) {
    let sum = 0
    for (const field of new Set([...Object.keys(a), ...Object.keys(b)])) sum += fieldDifferences(a, b, field)
    return sum
  }
  return Math.max(1, Math.max(countFacts(a), countFacts(b)))
}

function fieldDifferences(a: Record<string, unknown>, b: Record<string, unknown>, field: string): number {
  if (!(field in a)) return Math.max(1, countFacts(b[field]))
  if (!(field in b)) return Math.max(1, countFacts(a[field]))
  return countDifferences(a[field], b[field])
}

function bagDifferences(a: readonly unknown[], b: readonly unknown[]): number {
  const left = new Map<string, number>()
  for (const entry of a) {
    const text = JSON.stringify(entry)
    left.set(text, (left.get(text) ?? 0) + 1)
  }
  let onlyInB = 0
  for (const entry of b) {
    const text = JSON.stringify(entry)
    const count = left.get(text) ?? 0
    if (count > 0) left.set(text, count - 1)
    else onlyInB += countFacts(entry)
  }
  let onlyInA = 0
  for (const [text, count] of left) if (count > 0) onlyInA += count * countFacts(JSON.parse(text))
  return Math.max(onlyInA, onlyInB)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
