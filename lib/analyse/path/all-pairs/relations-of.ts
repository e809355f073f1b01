import type { Classes } from './classes.ts'
import type { End } from './ground.ts'
import { relationOf } from './relation.ts'
import { isSameRule, type RuleFact } from './rules-between.ts'
import { sameAround } from './same-around.ts'

/** How all ends stand to each other, each way of standing with a number. */
export type Relations = {
  of: (one: End, other: End) => number
  toAll: (one: End, others: readonly End[]) => string
  words: (one: End, other: End) => string
  /** What is known so far: a number a pair, the words of each number. */
  numbers: Int32Array
  all: readonly string[]
  /** Whether those of ends that did not change are the ones of before. */
  isKept: boolean
}

/** Of the relations before, those hold whose ends have the same rules, as long as rules only came or only went. */
export function relationsOf(classes: Classes, before: { classes: Classes; relations: Relations } | null): Relations {
  const { ends } = classes.still.ground
  const count = ends.length
  const { changed } = classes
  const isKept = before !== null && changed !== null && keepsOrder(before.classes.rules.named, classes.rules.named)
  const numbers = isKept ? before.relations.numbers.slice() : new Int32Array(count * count).fill(-1)
  const all = isKept ? [...before.relations.all] : []
  if (isKept)
    for (const { place } of changed) {
      numbers.fill(-1, place * count, (place + 1) * count)
      for (let other = 0; other < count; other++) numbers[other * count + place] = -1
    }
  const known = new Map(all.map((words, number) => [words, number]))
  const of = (one: End, other: End): number => {
    const at = one.place * count + other.place
    const found = numbers[at] ?? -1
    if (found >= 0) return found
    const words = relationOf(one, other, classes.ordered)
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
    ...{ numbers, all, isKept },
  }
}

/** Whether what all rules about ends have in common comes in the same order still. */
function keepsOrder(before: readonly RuleFact[], now: readonly RuleFact[]): boolean {
  const { start, end } = sameAround(before, now, isSameRule)
  return start + end === Math.min(before.length, now.length)
}
