import { isIdentifierKey, isPathOfSecret, isSecretKey } from './mask-key.ts'
import { looksRandom, MASK, maskShapes } from './mask-shape.ts'
import { maskWords, shellWords } from './mask-words.ts'

/** A value that stands under a name of a user's choice: an env variable, a label, an option. */
export function maskValue(name: string, value: string): string {
  if (value === '' || isPathOfSecret(name, value)) return value
  if (isSecretKey(name)) return MASK
  if (!isIdentifierKey(name) && looksRandom(value)) return MASK
  return maskText(value)
}

/** Free text, which may be a command line, a connection string, JSON, a header: the secrets in it masked. */
export const maskText = (text: string): string => maskWords(shellWords(maskPairs(maskShapes(text)))).join('')

/** One `KEY=VALUE` of an environment. */
export function maskEnv(entry: string): string {
  const equals = entry.indexOf('=')
  if (equals < 0) return maskText(entry)
  const name = entry.slice(0, equals)
  return `${name}=${maskValue(name, entry.slice(equals + 1))}`
}

/** The words of a command after those of `before` (its program, an entrypoint), each word given as the engine lists it. */
export function maskCommand(words: readonly string[], before: readonly string[] = []): string[] {
  const shaped = words.map((word) => (/\s/.test(word) ? maskText(word) : maskPairs(maskShapes(word))))
  return maskWords([...before, ...shaped]).slice(before.length)
}

const pair = /(?<![\w.-])([\w.-]+)((?:\\*["'])?\s*(?:=>|=|:)\s*)(\\*["'])?/g

/** `password: x`, `Password=x;`, `"token":"x"` inside a longer text. */
function maskPairs(text: string): string {
  let masked = ''
  let from = 0
  pair.lastIndex = 0
  for (let match = pair.exec(text); match !== null; match = pair.exec(text)) {
    const [whole, name = '', between = '', quote] = match
    const start = match.index + whole.length
    if (!isSecretKey(name) || isAddressing(between, text, start)) {
      pair.lastIndex = match.index + name.length + between.length
      continue
    }
    const end = quote
      ? endOfQuoted(text, start, quote)
      : isHeader(name, between)
        ? endOfHeader(text, start)
        : endOfBare(text, match.index, start)
    if (isPathOfSecret(name, text.slice(start, end)) || end === start) continue
    masked += text.slice(from, start) + MASK
    from = end
    pair.lastIndex = end
  }
  return masked + text.slice(from)
}

/** `secret:/run/secrets`, `token://host`: a colon before a path belongs to a mount or an URL, not to a pair. */
const isAddressing = (between: string, text: string, start: number): boolean => between === ':' && text[start] === '/'

/** `Authorization: token x`, `Cookie: a=1; b=2`: the whole line is the secret. */
const isHeader = (name: string, between: string): boolean =>
  between.includes(':') && /(?:authorization|cookie)$/i.test(name)

function endOfHeader(text: string, start: number): number {
  const end = text.slice(start).search(/["'\r\n]/)
  return end < 0 ? text.length : start + end
}

/** A quote with more backslashes before it than the one that began belongs to the value. */
function endOfQuoted(text: string, start: number, quote: string): number {
  const sign = quote.slice(-1)
  for (let at = text.indexOf(sign, start); at >= 0; at = text.indexOf(sign, at + 1)) {
    let end = at
    while (end > start && text[end - 1] === '\\') end -= 1
    if (at - end < quote.length) return end
  }
  return text.length
}

/** In a list with semicolons, as connection strings are, a value may hold blanks. */
function endOfBare(text: string, key: number, start: number): number {
  const value = text.slice(start)
  const inList = /;\s*$/.test(text.slice(Math.max(0, key - 8), key)) || /^[^;]{0,256};\s*[\w ]{1,64}=/.test(value)
  const end = value.search(inList ? /[;"'}]/ : /[\s,;&"'}]/)
  return end < 0 ? text.length : start + end
}
