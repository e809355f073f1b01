import type { Gap } from '../model/gap.ts'

/** The gaps that touch one of the records, or the whole of a host that they live on. */
export function findGaps(gaps: readonly Gap[], recordIds: ReadonlySet<string>, hostIds: ReadonlySet<string>): Gap[] {
  return gaps.filter(({ touches, hostId }) =>
    touches.length === 0 ? hostIds.has(hostId) : touches.some((id) => recordIds.has(id)),
  )
}

/** Both lists, each gap once; the first list's word counts. */
export function uniteGaps(first: readonly Gap[], second: readonly Gap[]): Gap[] {
  const known = new Set<string>(first.map(({ id }) => id))
  return [...first, ...second.filter(({ id }) => !known.has(id))]
}
