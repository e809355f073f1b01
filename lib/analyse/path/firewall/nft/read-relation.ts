import type { Packet } from '../../packet.ts'
import type { HookPlace, RuleNeeds } from '../compiled-firewall.ts'
import type { Connections } from '../connections.ts'
import type { StepWithNeeds } from './compiled-step.ts'
import { type DataType, fits, type Piece, pieceOf } from './data-type.ts'
import type { LookupTable } from './lookup-table.ts'
import { readElements } from './read-elements.ts'
import type { NamedSet } from './read-sets.ts'
import { seeAll } from './see-all.ts'
import { isUnknown, type Known, type Unknown, unknown } from './seen.ts'
import type { Selector } from './selector.ts'
import type { WordReader } from './word-reader.ts'

const operators = new Set(['==', '!=', '<', '>', '<=', '>=', '!'])

type Test = (values: readonly Known[]) => boolean | Unknown

/** What stands behind an expression: a comparison with a value, a range, bits or a set. Null where it is not understood. */
export function readRelation(
  selectors: readonly Selector[],
  words: WordReader,
  sets: ReadonlyMap<string, NamedSet>,
): StepWithNeeds | null {
  const operator = words.takeOneOf(operators)
  const isNamed = words.peek?.startsWith('@') ?? false
  const named = isNamed ? sets.get(words.peek?.slice(1) ?? '') : undefined
  if (isNamed && !named) return null
  if (named) words.next()
  const block = named ? null : words.takeBlock()
  const table = named?.table ?? (block && readElements(block, { key: selectors.map(({ type }) => type), data: null }))
  if (table) {
    if (operator !== null && operator !== '!=' && operator !== '==') return null
    return { run: stepOf(selectors, inTable(table), operator === '!='), needs: null, compares: true }
  }
  const [only] = selectors
  if (selectors.length === 1 && only) return readComparison(only, operator, words)
  const pieces = readPieces(selectors, words)
  if (!pieces || (operator !== null && operator !== '!=' && operator !== '==')) return null
  const test: Test = (values) => pieces.every((piece, at) => fits(piece, values[at] ?? ''))
  return {
    run: stepOf(selectors, test, operator === '!='),
    needs: operator === '!=' ? null : needsOf(selectors, pieces),
    compares: true,
  }
}

function readPieces(selectors: readonly Selector[], words: WordReader): Piece[] | null {
  const pieces: Piece[] = []
  for (const [at, { type }] of selectors.entries()) {
    if (at > 0 && !words.take('.')) return null
    const piece = pieceOf(words.next() ?? '', type)
    if (!piece) return null
    pieces.push(piece)
  }
  return pieces
}

function readComparison(selector: Selector, operator: string | null, words: WordReader): StepWithNeeds | null {
  const { type } = selector
  const word = words.next() ?? ''
  if (type.name === 'fib_interface') return compareInterface(selector, operator, word)
  const piece = pieceOf(word, type)
  if (!piece) return null
  if (piece.kind === 'one' && typeof piece.value === 'number') {
    const value = readMore(piece.value, type, words)
    if (value === null) return null
    if (words.take('/')) {
      const mask = type.valueOf(words.next() ?? '')
      if (typeof mask !== 'number') return null
      return plain(selector, (seen) => typeof seen === 'number' && (seen & mask) === value, operator === '!=')
    }
    if (type.bits && (operator === null || operator === '!'))
      return plain(selector, (seen) => typeof seen === 'number' && (seen & value) !== 0, operator === '!')
    if (value !== piece.value) return plain(selector, (seen) => seen === value, operator === '!=')
  }
  if (piece.kind === 'one' && operator !== null && /[<>]/.test(operator))
    return plain(selector, (seen) => compares(seen, operator, piece.value), false)
  if (operator === '!') return null
  const step = plain(selector, (seen) => fits(piece, seen), operator === '!=')
  return operator === '!=' ? step : { ...step, needs: needsOf([selector], [piece]) }
}

/** `fin | syn` behind a comparison. */
function readMore(first: number, type: DataType, words: WordReader): number | null {
  let sum = first
  while (words.take('|')) {
    const value = type.valueOf(words.next() ?? '')
    if (typeof value !== 'number') return null
    sum |= value
  }
  return sum
}

/** The answer of `fib ... oif`: a name, or whether there is any. */
function compareInterface(selector: Selector, operator: string | null, word: string): StepWithNeeds | null {
  if (operator !== null && operator !== '==' && operator !== '!=') return null
  const name = word === 'missing' || word === '0' ? '' : word.replace(/^"(.*)"$/, '$1')
  const test = word === 'exists' ? (seen: Known) => seen !== '' : (seen: Known) => seen === name
  return plain(selector, test, operator === '!=')
}

function compares(seen: Known, operator: string, value: Known): boolean {
  if (operator === '<') return seen < value
  if (operator === '>') return seen > value
  return operator === '<=' ? seen <= value : seen >= value
}

/** One expression against one value: the most common statement, read without a list. */
const plain = ({ read }: Selector, test: (seen: Known) => boolean, negated: boolean): StepWithNeeds => ({
  needs: null,
  compares: true,
  run(packet, place, connections) {
    const seen = read(packet, place, connections)
    if (seen === null) return false
    if (!isUnknown(seen)) return test(seen) !== negated
    if (seen.candidates === null) return seen
    const first = seen.candidates.map(test)
    return first.every((result) => result === first[0]) ? first[0] !== negated : unknown(seen.why)
  },
})

const inTable =
  (table: LookupTable): Test =>
  (values) => {
    const found = table.find(values)
    if (found) return found.doubt === null ? true : unknown(found.doubt)
    return table.fault === null ? false : unknown(table.fault)
  }

function stepOf(selectors: readonly Selector[], test: Test, negated: boolean) {
  const decide = (keys: readonly (readonly Known[])[], why: string | null): boolean | Unknown => {
    const [first, ...others] = keys.map(test)
    if (first === undefined) return false
    if (isUnknown(first)) return first
    return others.every((result) => result === first) ? first !== negated : unknown(why ?? '')
  }
  return (packet: Packet, place: HookPlace, connections: Connections): boolean | Unknown => {
    const seen = seeAll(selectors, packet, place, connections)
    if (seen === null) return false
    return isUnknown(seen) ? seen : decide(seen.keys, seen.doubt)
  }
}

function needsOf(selectors: readonly Selector[], pieces: readonly Piece[]): RuleNeeds | null {
  const parts = selectors.map(({ needs }, at) => {
    const piece = pieces[at]
    return piece?.kind === 'one' ? needs?.(piece.value) : null
  })
  return Object.assign({}, ...parts)
}
