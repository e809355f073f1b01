import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHostFile } from './read-host-file.ts'

const id = 'a'.repeat(64)
let root = ''
let folder = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'portolan-file-'))
  folder = join(root, 'containers', id)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'resolv.conf'), 'nameserver 127.0.0.11\n')
  await writeFile(join(folder, 'hostname'), 'x'.repeat(70_000))
  await writeFile(join(root, 'secret'), 'secret')
  await symlink(join(root, 'secret'), join(folder, 'hosts'))
})
afterAll(() => rm(root, { recursive: true }))

test('a container’s resolv.conf is read', async () => {
  expect(await readHostFile(join(folder, 'resolv.conf'))).toMatchObject({ ok: true, value: 'nameserver 127.0.0.11\n' })
})

test('the host’s own two files are read, through a link too', async () => {
  for (const path of ['/etc/resolv.conf', '/etc/hosts']) {
    const own = await readFile(path, 'utf8').catch(() => null)
    const read = await readHostFile(path)
    if (own === null) expect(read).toMatchObject({ ok: false, code: 'gone' })
    else expect(read).toMatchObject({ ok: true, value: own })
  }
})

test('no other file, no way round, no link, nothing large', async () => {
  const code = async (path: string) => {
    const read = await readHostFile(path)
    return read.ok ? 'read' : read.code
  }
  expect(await code('/etc/shadow')).toBe('failed')
  expect(await code(`${folder}/config.v2.json`)).toBe('failed')
  expect(await code(`${folder}/../../${id}/hosts`)).toBe('failed')
  expect(await code(`containers/${id}/hosts`)).toBe('failed')
  expect(await code(join(folder, 'hosts'))).toBe('failed')
  expect(await code(join(folder, 'hostname'))).toBe('too-much')
  expect(await code(`/nowhere/${id}/hosts`)).toBe('gone')
})
