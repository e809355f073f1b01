/** Whether two lists have the same at every place. */
export const isSameList = <T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (a: T, b: T) => boolean = (a, b) => a === b,
): boolean => {
  if (one === other) return true
  if (one.length !== other.length) return false
  return one.every((a, at) => {
    const b = other[at]
    return b !== undefined && isSame(a, b)
  })
}
