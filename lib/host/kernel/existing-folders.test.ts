import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { existingFolders } from './existing-folders.ts'

it('gives each folder once and passes over what is none that can be got to', async () => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'portolan-folders-')))
  onTestFinished(() => rm(root, { recursive: true }))
  const netns = join(root, 'netns')
  await mkdir(netns)
  await symlink(netns, join(root, 'again'))
  await symlink(join(root, 'loop'), join(root, 'loop'))
  const asked = [netns, join(root, 'again'), join(root, 'none'), join(root, 'loop/netns'), `/${'x'.repeat(300)}/netns`]
  expect(await existingFolders(asked)).toEqual([netns])
})
