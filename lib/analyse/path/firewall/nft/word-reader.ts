/** The words of one nft statement: quoted text with its quotes, braces, parentheses and the commas between elements apart. */
export class WordReader {
  readonly #words: string[]
  #at = 0

  constructor(text: string) {
    this.#words = splitWords(text)
  }

  get peek(): string | undefined {
    return this.#words[this.#at]
  }

  /** The word after the next one. */
  get second(): string | undefined {
    return this.#words[this.#at + 1]
  }

  get done(): boolean {
    return this.#at >= this.#words.length
  }

  next(): string | undefined {
    return this.#words[this.#at++]
  }

  /** Takes the next word where it is this one. */
  take(word: string): boolean {
    if (this.peek !== word) return false
    this.#at++
    return true
  }

  takeOneOf(words: ReadonlySet<string>): string | null {
    const word = this.peek
    if (word === undefined || !words.has(word)) return null
    this.#at++
    return word
  }

  /** What stands between this brace and its end, in pieces that commas part; null where the next word opens none. */
  takeBlock(): string[][] | null {
    if (!this.take('{')) return null
    const pieces: string[][] = [[]]
    let depth = 0
    for (let word = this.next(); word !== undefined; word = this.next()) {
      if (word === '}' && depth === 0) return pieces.filter((piece) => piece.length > 0)
      if (word === '{') depth++
      else if (word === '}') depth--
      if (word === ',' && depth === 0) pieces.push([])
      else pieces.at(-1)?.push(word)
    }
    return null
  }

  /** Takes the colon that a word begins with (`:tcp dport map ...`). */
  takeColon(): boolean {
    const word = this.peek
    if (word === undefined || word.length < 2 || !word.startsWith(':')) return false
    this.#words[this.#at] = word.slice(1)
    return true
  }

  /** All that is left. */
  rest(): readonly string[] {
    return this.#words.slice(this.#at)
  }
}

function splitWords(text: string): string[] {
  const words: string[] = []
  for (const word of text.match(/"[^"]*"(?:-"[^"]*")?|[{}(),]|[^\s{}()"]+/g) ?? []) {
    const bare = word.length > 1 && word.endsWith(',') ? word.slice(0, -1) : word
    words.push(bare)
    if (bare !== word) words.push(',')
  }
  return words
}

export const unquoted = (word: string): string => word.replace(/^"(.*)"$/, '$1')
