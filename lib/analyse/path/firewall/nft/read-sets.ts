import { type DataType, typeNamed } from './data-type.ts'
import type { LookupTable } from './lookup-table.ts'
import { readElements, type SetShape } from './read-elements.ts'
import { readOperand } from './read-selector.ts'
import { unquoted, WordReader } from './word-reader.ts'

export type NamedSet = { shape: SetShape; table: LookupTable }

/** The sets and maps of a table by name, from its objects in nft's words. */
export function readSets(objects: readonly string[]): ReadonlyMap<string, NamedSet> {
  const sets = new Map<string, NamedSet>()
  for (const object of objects) {
    const words = new WordReader(object)
    const kind = words.next()
    if (kind !== 'set' && kind !== 'map' && kind !== 'meter') continue
    const name = unquoted(words.next() ?? '')
    const set = words.take('{') ? readSet(words) : null
    if (set) sets.set(name, set)
  }
  return sets
}

function readSet(words: WordReader): NamedSet | null {
  let shape: SetShape | null = null
  let pieces: string[][] = []
  for (let word = words.next(); word !== undefined; word = words.next()) {
    if (word === 'type') shape = readTypes(words, (reader) => typeNamed(reader.next() ?? ''))
    else if (word === 'typeof') shape = readTypes(words, (reader) => readOperand(reader)?.type ?? null)
    else if (word === 'elements' && words.take('=')) pieces = words.takeBlock() ?? []
    else if (word === 'comment') words.next()
  }
  return shape && { shape, table: readElements(pieces, shape) }
}

type ReadType = (words: WordReader) => DataType | null

function readTypes(words: WordReader, read: ReadType): SetShape | null {
  const key = readConcatenation(words, read)
  if (!key) return null
  if (!words.take(':')) return { key, data: null }
  words.take('interval')
  if (words.take('verdict')) return { key, data: 'verdict' }
  const data = readConcatenation(words, read)
  return data && { key, data }
}

function readConcatenation(words: WordReader, read: ReadType): DataType[] | null {
  const types: DataType[] = []
  do {
    const type = read(words)
    if (!type) return null
    types.push(type)
  } while (words.take('.'))
  return types
}
