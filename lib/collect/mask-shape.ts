export const MASK = '‹masked›'

type Shape = { pattern: RegExp; replacement: string }

/**
 * Texts that are secrets whatever they are called, and none that a name of a container or a network may well be (`npm_default`, `sk-web-1`). Each keeps what is no secret: the scheme, the user, the word before. Image authors write
 * these texts, so no pattern may take more than time in proportion: each begins at the edge of a word, or is bounded.
 */
const shapes: Shape[] = [
  {
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE KEY|CERTIFICATE|MESSAGE)[A-Z0-9 ]{0,40}-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,80}-----|$)/g,
    replacement: MASK,
  },
  { pattern: /(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*){0,3}/g, replacement: MASK },
  { pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, replacement: MASK },
  {
    pattern:
      /\bgh[oprsu]_[A-Za-z0-9]{16,}|\bgithub_pat_\w{16,}|\bglpat-[\w-]{16,}|\bxox[abeoprs]-[\w-]{8,}|\bnpm_[A-Za-z0-9]{30,}|\bpypi-Ag[\w-]{16,}/g,
    replacement: MASK,
  },
  {
    pattern:
      /\b[sr]k_(?:live|test)_\w{8,}|\bsk-(?=[\w-]{0,80}\d)(?=[\w-]{0,80}[A-Z])[\w-]{20,}|\bAIza[\w-]{30,}|\bhvs\.[\w-]{16,}|\bSG\.[\w-]{16,}\.[\w-]{16,}|\bdop_v1_\w{16,}/g,
    replacement: MASK,
  },
  {
    pattern:
      /\bxapp-\d-[A-Z0-9]{8,}-[\w-]{8,}|\bwhsec_[\w+/=-]{16,}|\bhf_[A-Za-z0-9]{30,}|\bdckr_pat_[\w-]{8,}|\bshp(?:at|ca|pa|ss)_\w{16,}|\bgl(?:rt|dt|cbt|ptt|soat)-[\w-]{16,}/g,
    replacement: MASK,
  },
  {
    pattern:
      /\bya29\.[\w-]{16,}|\bGOCSPX-[\w-]{16,}|\bAGE-SECRET-KEY-\w{16,}|\bATATT3[\w-]{8,}|\blin_api_\w{16,}|\bsq0csp-[\w-]{16,}/g,
    replacement: MASK,
  },
  {
    pattern: /(\bhooks\.slack\.com\/(?:services|workflows|triggers)\/|\bdiscord(?:app)?\.com\/api\/webhooks\/)[\w/-]+/g,
    replacement: `$1${MASK}`,
  },
  { pattern: /(?<![\w-])\d{8,10}:AA[\w-]{30,}/g, replacement: MASK },
  { pattern: /([?&]sig=)[\w%+/=-]+/g, replacement: `$1${MASK}` },
  { pattern: /\bSWMTKN-\d+(?:-[a-z0-9]+)+/g, replacement: MASK },
  { pattern: /\$(?:2[abxy]|apr1|1|5|6|argon2[a-z]{0,2}|y)\$[^\s:"',]+/g, replacement: MASK },
  {
    pattern:
      /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/"'@:]{0,256}:)(?!\d+(?:[/?#\s"']|$))[^\s"'<>]{1,1024}@/gi,
    replacement: `$1${MASK}@`,
  },
  {
    pattern: /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/"'@:‹]{20,1024}@/gi,
    replacement: `$1${MASK}@`,
  },
  { pattern: /((?<![\w.-])[\w.-]{1,64}:)[^\s@"']{1,256}@(tcp|udp|unix)\(/g, replacement: `$1${MASK}@$2(` },
  {
    pattern: /\b((?:bearer|basic|negotiate|digest)\s+)(?=[\w+/=.~-]{8,})[\w+/=.~-]+/gi,
    replacement: `$1${MASK}`,
  },
]

/** The text with every part of a secret's shape masked. */
export function maskShapes(text: string): string {
  if (text.length < 8) return text
  let masked = text
  for (const { pattern, replacement } of shapes) masked = masked.replace(pattern, replacement)
  return masked
}

/** A long random word: hex of 32 digits and more, or base64 of 24 letters and more with all three kinds in it. */
export function looksRandom(value: string): boolean {
  if (/^[0-9a-f]{32,}$/i.test(value)) return new Set(value).size >= 8 && /\d/.test(value)
  if (!/^[A-Za-z0-9+/_-]{24,}={0,2}$/.test(value)) return false
  if (/^\.{0,2}\//.test(value)) return false
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) && entropy(value) >= 3.5
}

/** Bits a letter. */
function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}
