import { type DataType, type Piece, pieceOf } from './data-type.ts'
import { LookupTable, type SetElement } from './lookup-table.ts'
import { readVerdict } from './read-verdict.ts'
import { WordReader } from './word-reader.ts'

/** What keys and data of a set or map are made of; `data` is null for a set. */
export type SetShape = { key: readonly DataType[]; data: readonly DataType[] | 'verdict' | null }

/** Elements as they stand between the braces of a set, one list of words each. */
export function readElements(pieces: readonly (readonly string[])[], shape: SetShape): LookupTable {
  const elements: SetElement[] = []
  let fault: string | null = null
  for (const words of pieces) {
    const element = readElement(words, shape)
    if (element) elements.push(element)
    else fault = `its element ${words.join(' ').slice(0, 60)} is not understood`
  }
  return new LookupTable(elements, fault)
}

function readElement(words: readonly string[], shape: SetShape): SetElement | null {
  const colon = words.indexOf(':')
  const left = colon === -1 ? words : words.slice(0, colon)
  const right = colon === -1 ? null : words.slice(colon + 1)
  const { values, extras } = withoutExtras(left)
  const key = values.length === 1 && values[0] === '*' ? catchAll : concatenationOf(values, shape.key)
  if (!key || (right === null) !== (shape.data === null)) return null
  const data = right === null || shape.data === null ? null : dataOf(right, shape.data)
  if (data === undefined) return null
  return { key, data, doubt: doubtOf(extras) }
}

const catchAll: readonly Piece[] = [{ kind: 'any' }]

function dataOf(words: readonly string[], types: readonly DataType[] | 'verdict'): SetElement['data'] | undefined {
  if (types === 'verdict') {
    const effects = readVerdict(new WordReader(words.join(' ')))
    return effects ? { kind: 'verdict', effects } : undefined
  }
  const pieces = concatenationOf(withoutExtras(words).values, types)
  return pieces ? { kind: 'value', pieces } : undefined
}

/** `10.0.0.0/24 . 80-90`; null where a word is not of its type. */
export function concatenationOf(words: readonly string[], types: readonly DataType[]): Piece[] | null {
  const pieces: Piece[] = []
  for (const [at, word] of words.entries()) {
    if (at % 2 === 1) {
      if (word !== '.') return null
      continue
    }
    const type = types[at / 2]
    const piece = type && pieceOf(word, type)
    if (!piece) return null
    pieces.push(piece)
  }
  return pieces.length === types.length ? pieces : null
}

const extraWords = new Set(['counter', 'timeout', 'expires', 'comment', 'limit', 'quota', 'ct', 'last'])

function withoutExtras(words: readonly string[]): { values: readonly string[]; extras: readonly string[] } {
  const at = words.findIndex((word) => extraWords.has(word))
  return at === -1 ? { values: words, extras: [] } : { values: words.slice(0, at), extras: words.slice(at) }
}

/** An element with a limit, a quota or a count of its own matches only while that holds. */
const doubtOf = (extras: readonly string[]): string | null => {
  const word = extras.find((extra) => extra === 'limit' || extra === 'quota' || extra === 'ct')
  return word === undefined ? null : `it depends on a ${word === 'ct' ? 'count of connections' : word}`
}
