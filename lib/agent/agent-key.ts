import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AgentIdentity } from '../link/protocol.ts'
import { fingerprint } from '../link/verify-identity.ts'

/** The agent's own key: it shows which agent speaks, where the secret is shared by all. */
export type AgentKey = {
  readonly fingerprint: string
  /** Proves to the other end of the connection with this channel binding that the key is held here. */
  identify(binding: Buffer): AgentIdentity
}

export type KeyRead = { ok: true; key: AgentKey } | { ok: false; reason: string }

const fileName = 'agent-key.pem'

/** Reads the key in a folder; where there is none yet, makes one. A file that holds no key is named and left as it is. */
export async function readAgentKey(folder: string): Promise<KeyRead> {
  const path = join(folder, fileName)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const text = (await readOwn(path)) ?? (await makeKey(folder, path))
    const key = createPrivateKey(text)
    if (key.asymmetricKeyType !== 'ed25519') return { ok: false, reason: damaged(path, 'it holds no Ed25519 key') }
    return { ok: true, key: holdKey(key) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const why = error instanceof Error ? error.message : String(error)
    if (/^ERR_(OSSL|CRYPTO)/.test(code)) return { ok: false, reason: damaged(path, 'it holds no key') }
    return { ok: false, reason: `the agent's own key in ${path} cannot be used: ${why}` }
  }
}

const damaged = (path: string, what: string): string =>
  `the agent's own key in ${path} is damaged: ${what}. With that file removed the agent makes itself a new key, by which nobody knows it yet`

async function readOwn(path: string): Promise<string | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!found) return null
  if ((found.mode & 0o077) !== 0)
    throw new Error(`others than its owner may open it (mode ${(found.mode & 0o777).toString(8)}); chmod 600 it`)
  return readFile(path, 'utf8')
}

/** Written whole beside its place first, so that an end of the process or of the room on the disk leaves no half a key. */
async function makeKey(folder: string, path: string): Promise<string> {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const draft = join(folder, `${fileName}.${randomUUID()}`)
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(pem)
      await file.sync()
    } finally {
      await file.close()
    }
    await link(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  return pem
}

function holdKey(key: KeyObject): AgentKey {
  const publicKey = createPublicKey(key)
  const shown = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  return {
    fingerprint: fingerprint(publicKey),
    identify: (binding) => ({ publicKey: shown, signature: sign(null, binding, key).toString('base64') }),
  }
}
