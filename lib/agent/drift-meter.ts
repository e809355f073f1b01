import type { NamespaceFacts } from '../collect/namespace-facts.ts'
import { withoutAges, withoutCounters } from '../model/same-network-facts.ts'
import type { HostStatus } from '../model/status.ts'
import { countDifferences, countFacts } from './count-facts.ts'
import { sameNamespaceFacts } from './same-namespace-facts.ts'

export type DriftMeter = {
  /** One namespace as it was shown and as it was just read anew. */
  compare(inode: number, shown: NamespaceFacts, read: NamespaceFacts): void
  forget(inode: number): void
  reading(): HostStatus['drift']
}

/** Counts the facts that were compared at the last look at each namespace, and those that turned out different. */
export function createDriftMeter(now: () => number): DriftMeter {
  const looks = new Map<number, { facts: number; differed: number }>()
  let repaired = 0
  let checkedAt = 0

  return {
    compare(inode, shown, read) {
      const differed = sameNamespaceFacts(shown, read) ? 0 : countDifferences(withoutNoise(shown), withoutNoise(read))
      looks.set(inode, { facts: countFacts(read), differed })
      repaired += differed
      checkedAt = now()
    },
    forget: (inode) => looks.delete(inode),
    reading() {
      if (looks.size === 0) return null
      let facts = 0
      let differed = 0
      for (const look of looks.values()) {
        facts += look.facts
        differed += look.differed
      }
      return { facts, differed, repaired, checkedAt }
    },
  }
}

const withoutNoise = (facts: NamespaceFacts) => ({
  ...facts,
  firewall: withoutCounters(facts.firewall),
  neighbours: withoutAges(facts.neighbours),
})
