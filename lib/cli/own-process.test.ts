import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { startOwn } from './own-process.js'

const env = { PATH: process.env.PATH ?? '', NODE_ENV: 'test' as const }

function run(script: string) {
  const lines: string[] = []
  const errors: string[] = []
  const argv = ['/bin/sh', '-c', script]
  const own = startOwn({
    ...{ name: 'It', argv, env, cwd: '/' },
    onLine: (line) => lines.push(line),
    onError: (line) => errors.push(line),
  })
  return { own, lines, errors }
}

const until = (condition: () => unknown) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5_000, interval: 5 })
const isThere = (pid: string | undefined) => existsSync(`/proc/${pid}`)

describe('a process of its own', () => {
  it('tells how it ended, with its last words', async () => {
    const { own, errors } = run('echo one; echo "no socket" >&2; exit 3')
    expect(await own.ended).toBe('It ended with code 3.\n  no socket')
    expect(errors).toEqual([])
    expect(own.running()).toBe(false)
  })

  it('tells its errors as they come once it is up, and not again at its end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portolan-own-'))
    const { own, lines, errors } = run(`echo up; until [ -e ${folder}/go ]; do sleep 0.02; done; echo late >&2; exit 1`)
    await until(() => lines.length === 1)
    own.settle()
    writeFileSync(join(folder, 'go'), '')
    expect(await own.ended).toBe('It ended with code 1.')
    expect(errors).toEqual(['late'])
    rmSync(folder, { recursive: true })
  })

  it('ends with all that it started', async () => {
    const { own, lines } = run('sleep 1000 & echo $!; wait')
    await until(() => lines.length === 1)
    expect(isThere(lines[0])).toBe(true)
    await own.end()
    await until(() => !isThere(lines[0]))
  })

  it('is killed where it does not heed', async () => {
    const { own, lines } = run('trap "" TERM; echo up; while :; do sleep 0.1; done')
    await until(() => lines.length === 1)
    await own.end(50)
    expect(await own.ended).toMatch(/^It was ended by SIGKILL\./)
  })

  it('that is no program is told, not thrown', async () => {
    const own = startOwn({ name: 'It', argv: ['/nowhere/program'], env, cwd: '/', onError: () => {} })
    expect(await own.ended).toMatch(/^It could not be started: .*ENOENT/)
    await own.end()
  })
})
