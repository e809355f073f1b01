/** Words that mean a secret wherever they stand in a name, even without a separator (`PGPASSWORD`). */
const anywhere =
  /password|passwd|passphrase|secret|token|credential|apikey|accesskey|privatekey|encryptionkey|signingkey|connectionstring|connstr|swmtkn/

/** Words that mean a secret only as a whole word (`auth`, not `author`). */
const wholeWords = new Set([
  'auth',
  'authorization',
  'pass',
  'pwd',
  'cookie',
  'cookies',
  'dsn',
  'jwt',
  'key',
  'pw',
  'passw',
  'psk',
  'cred',
  'creds',
  'salt',
])
const endsLikeSecret = /(?:pass|auth|pwd|pw|key)$/
const harmless = new Set([
  ...['bypass', 'compass', 'underpass', 'overpass', 'trespass'],
  ...['publickey', 'pubkey', 'primarykey', 'foreignkey', 'hotkey', 'monkey', 'donkey', 'turkey', 'whiskey', 'hockey'],
])

/** Words of a name, lower case: split at separators and at camel humps. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

/** Whether a value under this name, chosen by a user, is a secret. */
export function isSecretKey(name: string): boolean {
  const words = wordsOf(name)
  const joined = words.join('')
  if (anywhere.test(joined)) return true
  return words.some((word) => !harmless.has(word) && (wholeWords.has(word) || endsLikeSecret.test(word)))
}

/** Names of the engine's own fields that hold a secret (`IdentityToken`), apart from ids, names and files of secrets. */
export const isSecretField = (name: string): boolean =>
  anywhere.test(name.toLowerCase()) && !/(?:ids?|names?|files?|paths?|types?)$/i.test(name)

/** `DB_PASSWORD_FILE`: the value is where the secret lies, not the secret. `PWD` is where a shell is, and a password elsewhere. */
export const isPathOfSecret = (name: string, value: string): boolean =>
  (/(?:file|path|dir)$/i.test(name) || /^(?:OLD)?PWD$/.test(name)) && /^(?:\.{0,2}\/|[A-Za-z]:\\)/.test(value)

const identifiers = new Set([
  'id',
  'ids',
  'hash',
  'digest',
  'sha',
  'sha1',
  'sha256',
  'sha512',
  'md5',
  'checksum',
  'revision',
  'commit',
  'rev',
  'version',
  'fingerprint',
  'uuid',
  'ref',
  'container',
  'network',
  'node',
  'task',
  'image',
])

/** Whether a long random value under this name is expected and harmless. */
export const isIdentifierKey = (name: string): boolean => wordsOf(name).some((word) => identifiers.has(word))
