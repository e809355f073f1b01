import type { Classes } from './classes.ts'
import type { End } from './ground.ts'
import { relationOf } from './relation.ts'

/** How all ends stand to each other, each way of standing with a number. */
export type Relations = {
  of: (one: End, other: End) => number
  toAll: (one: End, others: readonly End[]) => string
  words: (one: End, other: End) => string
}

export function relationsOf({ still: { ground }, ordered }: Classes): Relations {
  const count = ground.ends.length
  const numbers = new Int32Array(count * count).fill(-1)
  const known = new Map<string, number>()
  const all: string[] = []
  const of = (one: End, other: End): number => {
    const at = one.place * count + other.place
    const found = numbers[at] ?? -1
    if (found >= 0) return found
    const words = relationOf(one, other, ordered[one.place], ordered[other.place])
    let number = known.get(words)
    if (number === undefined) {
      number = all.push(words) - 1
      known.set(words, number)
    }
    numbers[at] = number
    return number
  }
  return {
    of,
    toAll: (one, others) => others.map((other) => of(one, other)).join(),
    words: (one, other) => all[of(one, other)] ?? '',
  }
}
