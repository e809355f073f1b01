import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { deriveSecret, readSharedSecret } from './shared-secret.ts'

const word = 'correct-horse-battery-staple-0123456789'

async function fileWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-secret-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'secret')
  await writeFile(file, text)
  return file
}

it('reads one word, with or without the end of its line, and never shows it', async () => {
  for (const text of [word, `${word}\n`]) {
    const read = readSharedSecret(await fileWith(text))
    expect(read.ok && read.secret.equals(deriveSecret(word))).toBe(true)
    expect(`${inspect(read, { depth: 9, showHidden: true })} ${JSON.stringify(read)}`).not.toContain(word.slice(0, 8))
  }
})

it('gives a key that is not the word', () => {
  expect(deriveSecret(word).export().toString('latin1')).not.toContain(word.slice(0, 8))
  expect(deriveSecret(word).equals(deriveSecret(`${word}.`))).toBe(false)
})

it.each([
  ['too short', word.slice(0, 31), 'has 31 characters; it must have at least 32'],
  ['empty', '\n', 'has 0 characters'],
  ['several words', `${word} ${word}`, 'must be one word'],
  ['no text', '\u0000'.repeat(40), 'must be one word'],
  ['without end', 'x'.repeat(1_025), 'of 1024 characters at most'],
])('says what is wrong with a secret that is %s, without a part of it', async (_what, text, reason) => {
  const read = readSharedSecret(await fileWith(text))
  expect(read).toEqual({ ok: false, reason: expect.stringContaining(reason) })
  expect(JSON.stringify(read)).not.toContain(word.slice(0, 8))
})

it('says which file it cannot read', () => {
  expect(readSharedSecret('/nowhere/secret')).toEqual({ ok: false, reason: expect.stringContaining('/nowhere/secret') })
})
