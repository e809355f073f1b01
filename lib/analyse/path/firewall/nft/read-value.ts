import type { Packet } from '../../packet.ts'
import type { HookPlace } from '../compiled-firewall.ts'
import type { Connections } from '../connections.ts'
import type { DataType, Piece } from './data-type.ts'
import { concatenationOf, readElements } from './read-elements.ts'
import { readOperand } from './read-selector.ts'
import type { NamedSet } from './read-sets.ts'
import { seeAll } from './see-all.ts'
import { isUnknown, type Unknown, unknown } from './seen.ts'
import type { Selector } from './selector.ts'
import type { WordReader } from './word-reader.ts'

/** A value that a statement sets; null where a map has none for the packet, and the rule ends there. */
export type ReadPieces = (
  packet: Packet,
  place: HookPlace,
  connections: Connections,
) => readonly Piece[] | Unknown | null

/** `ip saddr . tcp dport`; null where a part is not understood. */
export function readSelectors(words: WordReader): Selector[] | null {
  const selectors: Selector[] = []
  do {
    const selector = readOperand(words)
    if (!selector) return null
    selectors.push(selector)
  } while (words.take('.'))
  return selectors
}

/** What a map gives for an expression that was read: `map @name` or `map { ... }`. */
export function readMap(
  selectors: readonly Selector[],
  words: WordReader,
  sets: ReadonlyMap<string, NamedSet>,
  data: readonly DataType[],
): ReadPieces | null {
  const named = words.peek?.startsWith('@') ? sets.get(words.peek.slice(1)) : undefined
  if (named) words.next()
  const block = named ? null : words.takeBlock()
  const table = named?.table ?? (block && readElements(block, { key: selectors.map(({ type }) => type), data }))
  if (!table) return null
  return (packet, place, connections) => {
    const seen = seeAll(selectors, packet, place, connections)
    if (seen === null || isUnknown(seen)) return seen
    const found = seen.keys.map((key) => table.find(key))
    const [first] = found
    if (!found.every((element) => element === first)) return unknown(seen.doubt ?? 'the key is not known')
    if (!first) return table.fault === null ? null : unknown(table.fault)
    if (first.doubt !== null) return unknown(first.doubt)
    return first.data?.kind === 'value' ? first.data.pieces : null
  }
}

const constant = /^(?:["\d@(]|0x|[0-9a-f]*:)/

/** A constant, an expression, or what a map gives for one. */
export function readValue(
  words: WordReader,
  sets: ReadonlyMap<string, NamedSet>,
  types: readonly DataType[],
): ReadPieces | null {
  const pieces = constant.test(words.peek ?? '') ? concatenationOf([words.next() ?? ''], types) : null
  if (pieces) return () => pieces
  const selectors = readSelectors(words)
  if (!selectors) return null
  if (words.take('map')) return readMap(selectors, words, sets, types)
  return (packet, place, connections) => {
    const seen = seeAll(selectors, packet, place, connections)
    if (seen === null || isUnknown(seen)) return seen
    const [key, other] = seen.keys
    if (!key) return null
    return other ? unknown(seen.doubt ?? 'the value is not known') : key.map((value) => ({ kind: 'one', value }))
  }
}
