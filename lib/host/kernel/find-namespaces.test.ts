import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findNamespaces } from './find-namespaces.ts'

test('the host’s own namespace is found with its processes; a leftover file and a missing folder are passed over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-netns-'))
  await writeFile(join(folder, '1a2b3c4d5e6f'), '')
  const found = await findNamespaces([folder, join(folder, 'missing')], null)
  await rm(folder, { recursive: true })
  expect(found.ok).toBe(true)
  if (!found.ok) return
  const { ino } = await stat('/proc/self/ns/net')
  const host = found.value.filter(({ isHost }) => isHost)
  expect(host).toHaveLength(1)
  expect(host[0]?.inode).toBe(ino)
  expect(host[0]?.pids.length).toBeGreaterThan(0)
  expect(found.value.flatMap(({ files }) => files).filter((file) => file.startsWith(folder))).toEqual([])
})

test('until the host’s own namespace is where it is said to be, the others are found, and that it is missed is said', async () => {
  const file = join(tmpdir(), 'portolan-no-such-namespace')
  const found = await findNamespaces([], file)
  if (!found.ok) throw new Error(found.reason)
  const { ino } = await stat('/proc/self/ns/net')
  expect(found.value.find(({ inode }) => inode === ino)).toMatchObject({ isHost: false })
  expect(found.value.some(({ isHost }) => isHost)).toBe(false)
  expect(found.missed).toContainEqual({ source: file, code: 'gone', reason: expect.stringContaining(file) })
})
