import type { Classes } from './classes.ts'
import type { End } from './ground.ts'
import { relationOf } from './relation.ts'
import type { RuleFact } from './rules-between.ts'

/** How all ends stand to each other, each way of standing with a number. */
export type Relations = {
  of: (one: End, other: End) => number
  toAll: (one: End, others: readonly End[]) => string
  words: (one: End, other: End) => string
  /** What is known so far: a number a pair, the words of each number. */
  numbers: Int32Array
  all: readonly string[]
}

/** Of the relations before, those hold whose ends have the same rules, as long as rules only came or only went. */
export function relationsOf(classes: Classes, before: { classes: Classes; relations: Relations } | null): Relations {
  const { ends } = classes.still.ground
  const count = ends.length
  const isKept =
    before !== null && before.classes.still.ground === classes.still.ground && keepsOrder(before.classes, classes)
  const numbers = isKept ? before.relations.numbers.slice() : new Int32Array(count * count).fill(-1)
  const all = isKept ? [...before.relations.all] : []
  if (isKept) {
    ends.forEach((_, at) => {
      if (sameRules(before.classes.about[at] ?? [], classes.about[at] ?? [])) return
      numbers.fill(-1, at * count, (at + 1) * count)
      for (let other = 0; other < count; other++) numbers[other * count + at] = -1
    })
  }
  const known = new Map(all.map((words, number) => [words, number]))
  const of = (one: End, other: End): number => {
    const at = one.place * count + other.place
    const found = numbers[at] ?? -1
    if (found >= 0) return found
    const words = relationOf(one, other, classes.ordered[one.place], classes.ordered[other.place])
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
    ...{ numbers, all },
  }
}

const sameRules = (one: readonly RuleFact[], other: readonly RuleFact[]): boolean =>
  one.length === other.length && one.every((rule, at) => isSame(rule, other[at]))

const isSame = (one: RuleFact | undefined, other: RuleFact | undefined): boolean =>
  one?.text === other?.text && one?.group === other?.group

/** Whether what all rules about ends have in common comes in the same order still. */
function keepsOrder(before: Classes, now: Classes): boolean {
  const [a, b] = [inOrder(before), inOrder(now)]
  let start = 0
  while (start < a.length && start < b.length && isSame(a[start], b[start])) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && isSame(a.at(-1 - end), b.at(-1 - end))) end++
  return start + end === Math.min(a.length, b.length)
}

const inOrder = ({ rules }: Classes): RuleFact[] =>
  [...new Set([...rules.of.values()].flat())].sort((one, other) => one.order - other.order)
