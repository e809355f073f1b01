import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { verifyIdentity } from '../link/verify-identity.ts'
import { readAgentKey } from './agent-key.ts'

let folder: string
let file: string

beforeEach(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'portolan-key-'))
  folder = join(parent, 'state')
  file = join(folder, 'agent-key.pem')
  onTestFinished(() => rm(parent, { recursive: true }))
})

it('is made at the first start, for its owner alone, and kept', async () => {
  const first = await readAgentKey(folder)
  expect(await readdir(folder)).toEqual(['agent-key.pem'])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  const again = await readAgentKey(folder)
  expect(first.ok && again.ok && first.key.fingerprint === again.key.fingerprint).toBe(true)
})

it('signs one connection, and no other', async () => {
  const read = await readAgentKey(folder)
  if (!read.ok) throw new Error(read.reason)
  const binding = randomBytes(32)
  const identity = read.key.identify(binding)
  expect(verifyIdentity(identity, binding)).toEqual({ ok: true, fingerprint: read.key.fingerprint })
  expect(verifyIdentity(identity, randomBytes(32))).toMatchObject({ ok: false })
})

const otherKey = generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

it.each([
  ['is cut off', '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEI', 'is damaged: it holds no key'],
  ['is empty', '', 'is damaged: it holds no key'],
  ['holds a key of another kind', otherKey, 'is damaged: it holds no Ed25519 key'],
])('a file that %s is named and left as it is', async (_what, text, reason) => {
  await readAgentKey(folder)
  await writeFile(file, text)
  const read = await readAgentKey(folder)
  expect(read).toEqual({ ok: false, reason: expect.stringContaining(reason) })
  expect(read).toEqual({ ok: false, reason: expect.stringContaining(file) })
  expect(await readFile(file, 'utf8')).toBe(text)
})

it('a file that others may open is named', async () => {
  await readAgentKey(folder)
  await chmod(file, 0o644)
  expect(await readAgentKey(folder)).toEqual({ ok: false, reason: expect.stringContaining('mode 644') })
})

it('a place where no key can be kept is named', async () => {
  await writeFile(folder, '')
  expect(await readAgentKey(folder)).toEqual({ ok: false, reason: expect.stringContaining('cannot be used') })
})
