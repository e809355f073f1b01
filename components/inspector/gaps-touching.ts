import type { Gap } from '../../lib/model/gap.ts'

/** Gaps that name one of the records first, then those of the whole host. */
export function gapsTouching(gaps: readonly Gap[], hostId: string, ids: readonly (string | null)[]): Gap[] {
  const wanted = new Set(ids)
  const own = gaps.filter((gap) => gap.touches.some((id) => wanted.has(id)))
  const ofHost = gaps.filter((gap) => gap.touches.length === 0 && gap.hostId === hostId)
  return [...own, ...ofHost]
}
