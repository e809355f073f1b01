import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { AgentIdentity } from './protocol.ts'

export type Verified = { ok: true; fingerprint: string } | { ok: false; reason: string }

/** Whether the peer of the connection with this channel binding holds the key that it names. */
export function verifyIdentity(identity: AgentIdentity | null, binding: Buffer): Verified {
  if (!identity) return { ok: false, reason: 'the agent shows no key of its own' }
  const der = Buffer.from(identity.publicKey, 'base64')
  const key = readKey(der)
  if (key?.asymmetricKeyType !== 'ed25519') return { ok: false, reason: 'the agent shows a key that is no Ed25519 key' }
  if (!verify(null, binding, key, Buffer.from(identity.signature, 'base64')))
    return {
      ok: false,
      reason: 'the agent does not hold the key that it shows: its signature is not of this connection',
    }
  return { ok: true, fingerprint: fingerprint(key) }
}

/** SHA-256 of a public key, in hex. */
export const fingerprint = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')

function readKey(der: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key: der, type: 'spki', format: 'der' })
  } catch {
    // What a peer sends need not be a key; that it is none is the answer.
    return null
  }
}
