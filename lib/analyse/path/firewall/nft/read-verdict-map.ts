import type { Effect } from '../compiled-firewall.ts'
import type { Step } from './compiled-step.ts'
import type { SetElement } from './lookup-table.ts'
import { readElements } from './read-elements.ts'
import type { NamedSet } from './read-sets.ts'
import { seeAll } from './see-all.ts'
import { isUnknown } from './seen.ts'
import type { Selector } from './selector.ts'
import type { WordReader } from './word-reader.ts'

/** `vmap { 22 : accept, 80-90 : drop }` or `vmap @name`; the word `vmap` is taken. */
export function readVerdictMap(
  selectors: readonly Selector[],
  words: WordReader,
  sets: ReadonlyMap<string, NamedSet>,
): Step | null {
  const named = words.peek?.startsWith('@') ? sets.get(words.peek.slice(1)) : undefined
  if (named) words.next()
  const block = named ? null : words.takeBlock()
  const shape = { key: selectors.map(({ type }) => type), data: 'verdict' } as const
  const table = named?.table ?? (block && readElements(block, shape))
  if (!table) return null
  return (packet, place, connections) => {
    const seen = seeAll(selectors, packet, place, connections)
    if (seen === null) return false
    if (isUnknown(seen)) return [{ kind: 'unknown', why: seen.why, perhaps: null }]
    const found = new Set(seen.keys.map((key) => table.find(key)))
    const [first] = found
    if (found.size > 1) return eachPerhaps([...found], seen.doubt ?? 'the key is not known')
    const says = first?.doubt ?? (first ? null : table.fault)
    if (says !== null) return [{ kind: 'unknown', why: says, perhaps: null }]
    return first?.data?.kind === 'verdict' ? first.data.effects : false
  }
}

/** Each verdict that it may come to stands for itself, so that the same fate by all is the fate. */
function eachPerhaps(elements: readonly (SetElement | null)[], why: string): Effect[] {
  return elements.flatMap((element): Effect[] => {
    if (element?.data?.kind !== 'verdict') return []
    return [{ kind: 'unknown', why, perhaps: [...element.data.effects] }]
  })
}
