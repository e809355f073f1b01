import { randomUUID } from 'node:crypto'
import type { Change } from '../model/change.ts'
import { compareViews } from '../model/compare-views.ts'
import { sameValue } from '../model/same-value.ts'
import { emptyTopology, type HostView } from '../model/topology.ts'

export type PublishedView = {
  /** New at each start; `sequence` counts the changes within it. */
  readonly epoch: string
  sequence(): number
  view(): HostView
  /** Holds `next` from now on and tells the listeners what changed; noise alone tells nobody. */
  publish(next: HostView): void
  subscribe(listener: (sequence: number, change: Change) => void): () => void
}

/** The view that readers see, and the numbered changes that keep them level with it. */
export function createPublishedView(): PublishedView {
  const listeners = new Set<(sequence: number, change: Change) => void>()
  let held: HostView = emptyTopology()
  let sequence = 0

  function tell(change: Change): void {
    sequence += 1
    for (const listener of listeners) listener(sequence, change)
  }

  return {
    epoch: randomUUID(),
    sequence: () => sequence,
    view: () => held,
    publish(next) {
      const before = held
      held = next
      const change = compareViews(before, next)
      const { statuses, readAt } = next
      if (change) tell({ ...change, statuses })
      else if (!sameStatuses(before.statuses, statuses)) tell({ put: {}, gone: {}, statuses, readAt })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Ages and the drift meter move all the time; beats carry them. */
const sameStatuses = (a: HostView['statuses'], b: HostView['statuses']): boolean =>
  sameValue(a, b, (field) => (field === 'oldest' || field === 'drift' ? true : undefined))
