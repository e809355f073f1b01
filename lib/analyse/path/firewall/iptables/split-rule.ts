/** An option of a rule as iptables-save prints it: `! --dport 80` has the name `--dport`. */
export type RuleOption = { readonly name: string; readonly negated: boolean; readonly values: readonly string[] }

/** The options of one match: `tcp` of `-m tcp --dport 80`; `''` for those before any `-m`. */
export type RuleMatch = { readonly module: string; readonly options: readonly RuleOption[] }

export type RuleParts = {
  readonly matches: readonly RuleMatch[]
  /** Null where the rule only counts. */
  readonly target: { readonly name: string; readonly goto: boolean; readonly options: readonly RuleOption[] } | null
}

type Word = { readonly text: string; readonly quoted: boolean }

/** Options whose value may look like an option. */
const freeText: ReadonlySet<string> = new Set([
  '--comment',
  '--string',
  '--hex-string',
  '--log-prefix',
  '--nflog-prefix',
])

/** Takes a rule apart; null where its words cannot be told apart. */
export function splitRule(text: string): RuleParts | null {
  const words = wordsOf(text)
  if (!words) return null
  const matches: { module: string; options: RuleOption[] }[] = [{ module: '', options: [] }]
  let target: { name: string; goto: boolean; options: RuleOption[] } | null = null
  let at = 0
  let negated = false
  while (at < words.length) {
    const { text: word, quoted } = words[at] ?? { text: '', quoted: false }
    at += 1
    if (word === '!' && !quoted) {
      negated = true
      continue
    }
    if (!word.startsWith('-') || quoted) return null
    const values: string[] = []
    const single = freeText.has(word)
    while (at < words.length && (single ? values.length === 0 : isValue(words[at]))) {
      values.push(words[at]?.text ?? '')
      at += 1
    }
    const [first] = values
    if (word === '-j' || word === '-g') {
      if (first === undefined || values.length > 1) return null
      target = { name: first, goto: word === '-g', options: [] }
    } else if (word === '-m') {
      if (first === undefined || values.length > 1) return null
      matches.push({ module: first, options: [] })
    } else (target ?? matches.at(-1))?.options.push({ name: word, negated, values })
    negated = false
  }
  return { matches, target }
}

const isValue = (word: Word | undefined): boolean =>
  word !== undefined && (word.quoted || (word.text !== '!' && !/^--?[a-z]/i.test(word.text)))

function wordsOf(text: string): Word[] | null {
  const words: Word[] = []
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/gy
  while (pattern.lastIndex < text.length) {
    if (text.slice(pattern.lastIndex).trim() === '') break
    const found = pattern.exec(text)
    if (!found) return null
    const [, inQuotes, bare] = found
    words.push(
      inQuotes === undefined
        ? { text: bare ?? '', quoted: false }
        : { text: inQuotes.replace(/\\(.)/g, '$1'), quoted: true },
    )
  }
  return words
}
