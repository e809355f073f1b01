import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The key that agents and web share, worked out of the secret in a file. An opaque object: it prints and serializes as nothing. */
export type SharedSecret = KeyObject

export type SecretRead = { ok: true; secret: SharedSecret } | { ok: false; reason: string }

const shortest = 32
const longest = 1024
const advice = 'Make one with: openssl rand -hex 32'

/** Reads the secret from its file, where it is one word. No reason that is given shows any of it. */
export function readSharedSecret(file: string): SecretRead {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ok: false, reason: `the secret's file cannot be read: ${why}` }
  }
  if (!/^[\x21-\x7e]*$/.test(text) || text.length > longest)
    return {
      ok: false,
      reason: `the secret in ${file} must be one word of ASCII letters, digits and signs, of ${longest} characters at most. ${advice}`,
    }
  if (text.length < shortest)
    return {
      ok: false,
      reason: `the secret in ${file} has ${text.length} characters; it must have at least ${shortest}. ${advice}`,
    }
  return { ok: true, secret: deriveSecret(text) }
}

/** HKDF with SHA-256: neither the word itself nor anything that a person chose goes into a handshake. */
export const deriveSecret = (word: string): SharedSecret =>
  createSecretKey(Buffer.from(hkdfSync('sha256', word, '', 'portolan agent pre-shared key 1', 32)))
