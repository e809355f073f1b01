import { isIdentifierKey, isPathOfSecret, isSecretKey } from './mask-key.ts'
import { looksRandom, MASK } from './mask-shape.ts'

/** Flags of programs that take a secret, attached (`-pX`), as the next word, or both; `cluster`: other short flags that may stand before it in one word. */
type SecretFlag = { programs: RegExp; flag: string; next: boolean; attached: boolean; cluster?: RegExp }

const secretFlags: SecretFlag[] = [
  { programs: /^(?:mysql|mariadb)[a-z_-]*$/, flag: '-p', next: false, attached: true },
  { programs: /^(?:mongo[a-z]*|sshpass|docker|podman|az|7z[a-z]*|keytool)$/, flag: '-p', next: true, attached: true },
  { programs: /^(?:redis-cli|valkey-cli|keydb-cli)$/, flag: '-a', next: true, attached: true },
  { programs: /^curl$/, flag: '-u', next: true, attached: true, cluster: /^-[#a-zA-Z0-46]{1,12}u$/ },
  { programs: /^curl$/, flag: '--user', next: true, attached: false },
  { programs: /^curl$/, flag: '--proxy-user', next: true, attached: false },
  { programs: /^(?:http|https|xh)$/, flag: '-a', next: true, attached: true },
  { programs: /^(?:ldap[a-z]+)$/, flag: '-w', next: true, attached: true },
  { programs: /^(?:mosquitto_[a-z]+|sqlcmd|bcp|zip|unzip)$/, flag: '-P', next: true, attached: true },
  { programs: /^(?:smbclient|rpcclient|net)$/, flag: '-U', next: true, attached: true },
  { programs: /^(?:openssl)$/, flag: '-k', next: true, attached: false },
]

/** The words of a shell command with the spaces between them, so that joining gives the text again. */
export const shellWords = (text: string): string[] =>
  text.match(/\s+|[;|&]+|(?:[^\s"';|&\\]+|\\[\s\S]?|"(?:\\[\s\S]|[^"\\])*"|'[^']*'|["'])+/g) ?? []

/** The words with the secrets among them masked: `--password x`, `--token=x`, `mysql -px`, `DB_PASS=x`. */
export function maskWords(words: readonly string[]): string[] {
  let flags: SecretFlag[] = []
  let pending: string | null = null
  return words.map((word) => {
    if (/^\s*$/.test(word)) return word
    if (/^[;|&]+$/.test(word)) {
      flags = []
      pending = null
      return word
    }
    if (pending !== null) {
      const name = pending
      pending = null
      if (!word.startsWith('-') || word === MASK) return isPathOfSecret(name, word) ? word : MASK
    }
    const program = word.slice(word.lastIndexOf('/') + 1)
    for (const flag of secretFlags) if (flag.programs.test(program) && !flags.includes(flag)) flags.push(flag)
    const own = flags.find(
      ({ flag, cluster }) => (flag.startsWith('--') ? word === flag : word.startsWith(flag)) || cluster?.test(word),
    )
    if (own && (word === own.flag || own.cluster?.test(word))) {
      if (own.next) pending = own.flag
      return word
    }
    if (own?.attached && !word.startsWith('--')) return own.flag + MASK
    if (/^--?[A-Za-z]/.test(word) && !word.includes('=') && isSecretKey(word)) {
      pending = word
      return word
    }
    return maskQuoted(word) ?? maskAssignment(word)
  })
}

/** `sh -c 'mysql -px'`: the words of a command within quotes; null for any other word. */
function maskQuoted(word: string): string | null {
  const quote = word[0] ?? ''
  if ((quote !== '"' && quote !== "'") || word.length < 2 || !word.endsWith(quote) || !/\s/.test(word)) return null
  return quote + maskWords(shellWords(word.slice(1, -1))).join('') + quote
}

/** `--token=x`, `DB_PASS=x`, `--set=auth.password=x`: the first name that means a secret, or random value, masks the rest. */
function maskAssignment(word: string): string {
  let from = 0
  for (let equals = word.indexOf('='); equals >= 0; equals = word.indexOf('=', from)) {
    const name = word.slice(from, equals)
    const value = word.slice(equals + 1)
    if (value === '' || !/^[-\w.]+$/.test(name) || isPathOfSecret(name, value)) return word
    if (isSecretKey(name) || (!isIdentifierKey(name) && looksRandom(value))) return word.slice(0, equals + 1) + MASK
    from = equals + 1
  }
  return word
}
