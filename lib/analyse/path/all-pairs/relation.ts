import type { End } from './ground.ts'
import type { RuleFact } from './rules-between.ts'

/** The rules about an end, ready to be set beside another's. */
export type Ordered = { orders: Int32Array; groups: Int32Array }

export const orderedOf = (rules: readonly RuleFact[]): Ordered => ({
  orders: Int32Array.from(rules, ({ order }) => order),
  groups: Int32Array.from(rules, ({ group }) => group),
})

/** How two ends stand to each other: which segments they share, and in which order the rules about them come where nothing general parts them. */
export function relationOf(one: End, other: End, ordered: (end: End) => Ordered): string {
  if (one === other) return 'itself'
  return `${sharedBy(one, other)}${orderOf(ordered(one), ordered(other))}`
}

function sharedBy(one: End, other: End): string {
  if (one.namespace === other.namespace) return 'same namespace;'
  let shared = ''
  for (let i = 0; i < one.attachments.length; i++) {
    const segment = one.attachments[i]?.segment
    if (!segment) continue
    for (let j = 0; j < other.attachments.length; j++)
      if (other.attachments[j]?.segment === segment) shared += `${i}=${j};`
    if (other.home === segment) shared += `${i}=home;`
  }
  if (one.home)
    other.attachments.forEach(({ segment }, j) => {
      if (segment === one.home) shared += `home=${j};`
    })
  return shared
}

const first = 1
const second = 2
const both = 3
/** Beyond it a number no longer holds another step. */
const most = 2 ** 50

/** The order in digits of base 4: each change of whose turn it is, and 0 after each group. */
function orderOf(a: Ordered, b: Ordered): string {
  let text = ''
  let pattern = 0
  let i = 0
  let j = 0
  const [n, m] = [a.orders.length, b.orders.length]
  while (i < n && j < m) {
    const group = a.groups[i]
    if (group !== b.groups[j]) {
      if ((a.orders[i] ?? 0) < (b.orders[j] ?? 0)) i++
      else j++
      continue
    }
    let last = 0
    let hasLeft = true
    let hasRight = true
    while (hasLeft || hasRight) {
      const left = hasLeft ? (a.orders[i] ?? 0) : most
      const right = hasRight ? (b.orders[j] ?? 0) : most
      const next = left < right ? first : left > right ? second : both
      if (left <= right) hasLeft = ++i < n && a.groups[i] === group
      if (right <= left) hasRight = ++j < m && b.groups[j] === group
      if (next === last && next !== both) continue
      if (pattern > most) {
        text += `${pattern} `
        pattern = 1
      }
      pattern = pattern * 4 + next
      last = next
    }
    pattern *= 4
  }
  return `${text}${pattern}`
}
