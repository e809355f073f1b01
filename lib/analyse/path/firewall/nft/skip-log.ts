import type { WordReader } from './word-reader.ts'

const withValue = new Set(['prefix', 'level', 'group', 'snaplen', 'queue-threshold'])
const flagWords = new Set(['all', 'tcp', 'ip', 'skuid', 'ether', 'sequence', 'options', 'sequence,options', ','])

/** Takes what follows `log`; false where a value is missing. */
export function skipLog(words: WordReader): boolean {
  for (;;) {
    if (words.takeOneOf(withValue) !== null) {
      if (words.next() === undefined) return false
    } else if (words.take('flags')) {
      // `log flags tcp options` is followed by matches that begin with `tcp` too, but never by these words alone.
      while (words.peek !== undefined && flagWords.has(words.peek) && isFlag(words)) words.next()
    } else return true
  }
}

const isFlag = ({ peek, second }: WordReader): boolean =>
  (peek !== 'tcp' && peek !== 'ip') || /^(?:sequence|options|sequence,options)$/.test(second ?? '')
