import { isInside, parsePrefix } from './address-text.ts'
import type { SearchField } from './search-fields.ts'

export type SearchWord = { text: string; address: boolean }

/** Lower-case words of a search; all of them must be found in one record. */
export const searchWords = (search: string): SearchWord[] =>
  search
    .toLowerCase()
    .split(/\s+/)
    .filter((text) => text !== '')
    .slice(0, 16)
    .map((text) => ({ text: text.slice(0, 256), address: parsePrefix(text) !== null }))

/** How well a field answers a word: 4 the same, 3 begins with it, 2 holds it, 1 by a subnet around it, 0 not at all. */
export function matchField(field: SearchField, word: SearchWord): number {
  const text = field.text.toLowerCase()
  if (field.where === 'id') return word.text.length >= 4 && text.startsWith(word.text) ? 3 : 0
  if (field.where === 'port') return matchPort(text, word.text)
  if (field.where === 'address' || field.where === 'subnet') return matchAddress(field.where, text, word)
  if (text === word.text) return 4
  if (text.startsWith(word.text)) return 3
  return text.includes(word.text) ? 2 : 0
}

/** `8080`, `:8080` and `8080/tcp` name the port `8080/tcp`; a part of a number names none. */
function matchPort(text: string, word: string): number {
  const wanted = word.replace(/^:/, '')
  return text === wanted || text.split('/', 1)[0] === wanted ? 4 : 0
}

function matchAddress(where: 'address' | 'subnet', text: string, word: SearchWord): number {
  const bare = text.split('/', 1)[0]
  if (text === word.text || bare === word.text) return 4
  if (word.address) {
    const within =
      where === 'subnet' ? isInside(word.text, text) : word.text.includes('/') && isInside(bare ?? '', word.text)
    return within ? 1 : 0
  }
  return /[.:]/.test(word.text) && text.startsWith(word.text) ? 3 : 0
}

/** The best field for each word; null where a word is found nowhere. */
export function matchFields(
  fields: readonly SearchField[],
  words: readonly SearchWord[],
): { score: number; best: SearchField } | null {
  let total = 0
  let best: { score: number; field: SearchField } | null = null
  for (const word of words) {
    let top = 0
    for (const field of fields) {
      const score = matchField(field, word)
      if (score > top) top = score
      if (score > 0 && (best === null || score > best.score)) best = { score, field }
    }
    if (top === 0) return null
    total += top
  }
  return best === null ? null : { score: total, best: best.field }
}
