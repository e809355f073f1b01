import type { ListDifferences } from '../collect/read-lists.ts'
import type { Clock } from '../link/clock.ts'

export type MissedEvents = {
  /** An event named this container or network. */
  heard(id: string): void
  /** The lists told of these; an event of theirs may still be on its way. */
  found(differences: ListDifferences): void
  count(): number
}

const graceMs = 1_500
const memoryMs = 5_000

/** Counts the events that the engine dropped: what a list compare found and no event told, shortly before or after. */
export function countMissedEvents(clock: Clock, onCount: () => void): MissedEvents {
  const heardAt = new Map<string, number>()
  let missed = 0

  return {
    heard(id) {
      const now = clock.now()
      // Insertion order is order of time, so what is outdated stands at the front.
      for (const [other, at] of heardAt) {
        if (now - at <= memoryMs) break
        heardAt.delete(other)
      }
      heardAt.delete(id)
      heardAt.set(id, now)
    },
    found({ containers, networks }) {
      const ids = [containers, networks].flatMap(({ added, gone, changed }) => [...added, ...gone, ...changed])
      if (ids.length === 0) return
      const since = clock.now() - graceMs
      clock.after(graceMs, () => {
        const silent = ids.filter((id) => (heardAt.get(id) ?? 0) < since)
        if (silent.length === 0) return
        missed += silent.length
        onCount()
      })
    },
    count: () => missed,
  }
}
