const parts = /(\d+)|(\D+)/g

/** web.2 before web.10; equal texts by code point, the same on every machine. */
export function naturalOrder(a: string, b: string): number {
  if (a === b) return 0
  const left = a.match(parts) ?? []
  const right = b.match(parts) ?? []
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const one = left[i] ?? ''
    const other = right[i] ?? ''
    if (one === other) continue
    const order = isNumber(one) && isNumber(other) ? byNumber(one, other) : 0
    return order || (one < other ? -1 : 1)
  }
  return left.length - right.length || (a < b ? -1 : 1)
}

const isNumber = (part: string): boolean => /^\d/.test(part)

function byNumber(a: string, b: string): number {
  const one = a.replace(/^0+/, '')
  const other = b.replace(/^0+/, '')
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0)
}
