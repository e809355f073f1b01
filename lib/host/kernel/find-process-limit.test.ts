import { readlink } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { findProcessLimit } from './find-process-limit.ts'

it('is none outside of a container', async () => {
  expect(await findProcessLimit(false)).toEqual([])
})

it('is one in a container whose first process has the same files', async () => {
  const [own, first] = await Promise.all(['self', '1'].map((pid) => readlink(`/proc/${pid}/ns/mnt`).catch(() => null)))
  const missed = await findProcessLimit(true)
  expect(missed.map(({ code }) => code)).toEqual(own === first ? ['elsewhere'] : [])
})
