/** Finds a record in a list sorted by id, by halving. */
export function findRecord<T extends { id: string }>(list: readonly T[], id: string): T | undefined {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const record = list[middle]
    if (record === undefined) return undefined
    if (record.id === id) return record
    if (record.id < id) low = middle + 1
    else high = middle
  }
  return undefined
}
