import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { toolPath } from '../run-tool.ts'
import { readNamespaceIds } from './read-namespace-ids.ts'

/** Reads with a tool in the place of `ip` that prints what a test wants. */
async function readWith(printed: string) {
  const root = await mkdtemp(join(tmpdir(), 'portolan-ids-'))
  onTestFinished(() => rm(root, { recursive: true }))
  const folder = join(root, 'netns')
  await mkdir(folder)
  await writeFile(join(folder, 'blue'), '')
  await writeFile(join(root, 'ip'), `#!/bin/sh\ncat <<'E'\n${printed}\nE\n`)
  await chmod(join(root, 'ip'), 0o755)
  return readNamespaceIds([folder], [], `${root}:${toolPath(process.env.PATH)}`)
}

describe.runIf(process.getuid?.() === 0)('ids of namespaces', () => {
  it('are named by the file that leads to them', async () => {
    const ids = await readWith('[{"nsid":3,"name":"blue"},{"nsid":4}]')
    expect(ids.ok && [...ids.namespaces].map(([nsid, { name }]) => [nsid, name])).toEqual([[3, 'blue']])
  })

  it.each(['[{"nsid":3,]', '[{"nsid":"three"}]'])('printed as %s are a failed read', async (printed) => {
    expect(await readWith(printed)).toMatchObject({ ok: false, code: 'bad-answer' })
  })
})
