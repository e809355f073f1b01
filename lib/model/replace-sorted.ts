/** A list sorted by its key, with records put in and taken out. One walk, however much changes. */
export function replaceSorted<T>(
  list: readonly T[],
  key: (record: T) => string,
  put: ReadonlyMap<string, T>,
  gone: ReadonlySet<string>,
): T[] {
  const coming = [...put].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const next: T[] = []
  let at = 0
  for (const record of list) {
    const here = key(record)
    for (let first = coming[at]; first && first[0] < here; first = coming[at]) {
      next.push(first[1])
      at += 1
    }
    if (!gone.has(here) && !put.has(here)) next.push(record)
  }
  for (const [, record] of coming.slice(at)) next.push(record)
  return next
}
