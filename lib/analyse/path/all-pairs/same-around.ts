/** How many at the start and at the end two lists have in common. */
export function sameAround<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (a: T, b: T) => boolean,
): { start: number; end: number } {
  const most = Math.min(one.length, other.length)
  const isSameAt = (i: number, j: number): boolean => {
    const [a, b] = [one[i], other[j]]
    return a !== undefined && b !== undefined && isSame(a, b)
  }
  let start = 0
  while (start < most && isSameAt(start, start)) start++
  let end = 0
  while (end < most - start && isSameAt(one.length - 1 - end, other.length - 1 - end)) end++
  return { start, end }
}
