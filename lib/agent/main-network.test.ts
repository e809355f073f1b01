import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { type AgentLink, openAgentClient, type Teller } from '../link/agent-client.ts'
import { deriveSecret } from '../link/shared-secret.ts'

const program = join(import.meta.dirname, 'main.ts')
const demo = join(import.meta.dirname, '../../public/demo')
const word = 'correct-horse-battery-staple-0123456789'
const Ready = z.object({
  ready: z.literal(true),
  network: z.object({ address: z.string(), keyFingerprint: z.string() }),
})

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-main-'))
  onTestFinished(() => rm(folder, { recursive: true }))
})

/** The agent as a process that tells the demo over the network, and all that it says. */
async function startAgent(): Promise<{ child: ChildProcess; first: string; said: string[] }> {
  const files = ['--secret-file', join(folder, 'secret'), '--state-dir', join(folder, 'state'), '--recording', demo]
  const child = spawn(process.execPath, ['--import', 'tsx', program, '--listen', '127.0.0.1:0', ...files])
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill()
    await ended
  })
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const lines = createInterface(child.stdout)
  lines.on('line', (line) => said.push(line))
  const [first]: string[] = await once(lines, 'line')
  return { child, first: first ?? '', said }
}

function dial(address: string, secret = deriveSecret(word)) {
  const [host = '', port] = address.split(':')
  const tellers: Teller[] = []
  const links: AgentLink[] = []
  const client = openAgentClient(
    { kind: 'network', host, port: Number(port) },
    {
      onView: (_view, teller) => tellers.push(teller),
      onChange: () => {},
      onBeat: () => {},
      onLink: (link) => links.push(link),
      onClock: () => {},
    },
    { secret },
  )
  onTestFinished(() => client.close())
  return { tellers, links }
}

it('serves over the network as it says, and shows the secret nowhere', async () => {
  await writeFile(join(folder, 'secret'), `${word}\n`)
  const { child, first, said } = await startAgent()
  const { network } = Ready.parse(JSON.parse(first))
  const { tellers } = dial(network.address)
  await vi.waitFor(() => expect(tellers[0]?.keyFingerprint).toBe(network.keyFingerprint), { timeout: 10_000 })
  const { links } = dial(network.address, deriveSecret(word.toUpperCase()))
  await vi.waitFor(() => expect(said.join('')).toContain('127.0.0.1 holds another secret'), { timeout: 10_000 })
  expect(links[0]?.state).toBe('refused')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(said.join('')).not.toMatch(new RegExp(word, 'i'))
}, 30_000)

it('does not start with a secret that is none', async () => {
  await writeFile(join(folder, 'secret'), 'short')
  const { child, first } = await startAgent()
  expect(JSON.parse(first)).toEqual({ ready: false, reason: expect.stringContaining('must have at least 32') })
  if (child.exitCode === null) await once(child, 'exit')
  expect(child.exitCode).toBe(2)
}, 30_000)
