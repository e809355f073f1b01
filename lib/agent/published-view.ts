import { randomUUID } from 'node:crypto'
import type { Change } from '../model/change.ts'
import { emptyTopology, type HostView } from '../model/topology.ts'
import { compareViews } from './compare-views.ts'

export type PublishedView = {
  /** New at each start; `sequence` counts the changes within it. */
  readonly epoch: string
  sequence(): number
  view(): HostView
  /** Holds `next` from now on and tells the listeners what changed; noise alone tells nobody. */
  publish(next: HostView): void
  /** Tells the listeners new statuses without a compare. */
  publishStatus(statuses: HostView['statuses']): void
  subscribe(listener: (sequence: number, change: Change) => void): () => void
}

/** The view that readers see, and the numbered changes that keep them level with it. */
export function createPublishedView(now: () => number): PublishedView {
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
      const change = compareViews(held, next)
      held = next
      if (change) tell({ ...change, statuses: next.statuses })
    },
    publishStatus(statuses) {
      held = { ...held, statuses }
      tell({ put: {}, gone: {}, statuses, readAt: now() })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
