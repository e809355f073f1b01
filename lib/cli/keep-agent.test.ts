import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepAgent } from './keep-agent.js'

/** Says that it serves, notes its engine, and ends when the first file is there, or with whoever started it. */
const program = `
const { appendFileSync, existsSync } = require('node:fs')
appendFileSync('begun', (process.env.DOCKER_HOST ?? '') + ' ' + (process.env.DOCKER_CONTEXT ?? '') + '\\n')
console.log(JSON.stringify({ ready: true, engine: 'live', sight: 2, hostName: 'h', detail: 'd' }))
setInterval(() => { if (existsSync('end')) process.exit(3) }, 20)
process.stdin.on('end', () => process.exit(0)).resume()
`
let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'portolan-keep-'))
  mkdirSync(join(root, 'dist'))
  writeFileSync(join(root, 'dist/agent.js'), program)
  vi.stubEnv('DOCKER_HOST', 'tcp://198.51.100.9:2375')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true })
})

const begun = () =>
  readFileSync(join(root, 'begun'), 'utf8')
    .trim()
    .split(/\s*\n\s*/)

async function keep(context: string | null, alone: boolean) {
  const reasons: string[] = []
  const what = { root, socket: join(root, 's'), socketGroup: null, recording: null, context, onError: () => {} }
  const started = await keepAgent(what, { alone, onEnd: (reason: string) => reasons.push(reason) })
  if (!started.ok) throw new Error(started.reason)
  return { reasons, kept: started.kept }
}

it('an agent among others is started again when it ends, on the engine of its context', async () => {
  const { reasons, kept } = await keep('prod', false)
  writeFileSync(join(root, 'end'), '')
  await vi.waitFor(() => expect(reasons).toHaveLength(1), { timeout: 5_000 })
  rmSync(join(root, 'end'))
  await vi.waitFor(() => expect(begun()).toEqual(['prod', 'prod']), { timeout: 5_000 })
  expect(reasons).toEqual(['The agent ended with code 3.'])
  expect(kept.running()).toBe(true)
  await kept.stop()
})

it('the only agent is not: its end is told', async () => {
  const { reasons, kept } = await keep(null, true)
  expect(begun()).toEqual(['tcp://198.51.100.9:2375'])
  writeFileSync(join(root, 'end'), '')
  await vi.waitFor(() => expect(reasons).toHaveLength(1), { timeout: 5_000 })
  expect(kept.running()).toBe(false)
  await kept.stop()
})
