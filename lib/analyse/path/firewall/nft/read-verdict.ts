import type { Effect } from '../compiled-firewall.ts'
import { unquoted, type WordReader } from './word-reader.ts'

const queued: Effect[] = [{ kind: 'unknown', why: 'the packet is handed to a program', perhaps: null }]

/** `accept`, `jump NAME`, ...; empty for `continue`. Null where no verdict stands there. */
export function readVerdict(words: WordReader): readonly Effect[] | null {
  const word = words.peek
  switch (word) {
    case 'accept':
    case 'drop':
    case 'return':
      words.next()
      return [{ kind: word }]
    case 'continue':
      words.next()
      return []
    case 'jump':
    case 'goto': {
      words.next()
      const chain = words.next()
      if (chain === undefined) return null
      if (chain === '{') return [{ kind: 'unknown', why: 'it jumps to a chain without a name', perhaps: null }]
      return [{ kind: 'jump', chain: unquoted(chain), goto: word === 'goto' }]
    }
    case 'queue':
      while (!words.done) words.next()
      return queued
    default:
      return null
  }
}
