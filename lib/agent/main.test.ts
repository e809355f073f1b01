import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const program = join(import.meta.dirname, 'main.ts')

it('a folder that holds no recording is named with its fault, without a stack', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-main-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'recording.json'), '{"format":1,')
  const args = ['--import', 'tsx', program, '--socket', join(folder, 'agent.sock'), '--recording', folder]
  const said = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, args, (error, stdout, stderr) => resolve({ code: error?.code, stdout, stderr }))
  })
  expect(said.code).toBe(2)
  expect(JSON.parse(said.stdout)).toEqual({
    ready: false,
    reason: expect.stringContaining('recording.json is not JSON'),
  })
  expect(said.stderr).not.toMatch(/\bat .+:\d+:\d+/)
})
