import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { waitUntil } from '../e2e/lab/wait-until.ts'
import { endProcess, evidenceFolder, freePort, isReady, root, startKept } from '../e2e/own-processes.ts'
import { printFigure } from './print-figure.ts'
import { residentMb } from './process-cost.ts'
import { quantile } from './quantile.ts'
import type { Order } from './simulated-agents.ts'
import { watchStream } from './watch-stream.ts'

const count = 100
const containers = 100
const changes = 60

const Ready = z.object({ addresses: z.array(z.string()), ids: z.array(z.array(z.string())) })
const Changed = z.object({ state: z.string(), at: z.number() })

/** What 100 agents cost the web process, and how long a change of one takes to the stream of a browser; then the same with an agent that hangs half-way. */
export async function measureManyAgents(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-bench-'))
  const secretFile = join(folder, 'secret')
  writeFileSync(secretFile, randomBytes(32).toString('hex'), { mode: 0o600 })
  mkdirSync(evidenceFolder, { recursive: true })
  const agents = await startAgents({ first: 0, many: count, folder, secretFile })
  const slow = await startAgents({ first: count, many: 1, folder, secretFile })
  const addresses = [...agents.addresses, ...slow.addresses]
  const startedAt = performance.now()
  const web = await startWeb(addresses, secretFile, join(folder, 'state'))
  try {
    await waitUntil(`${count} hosts are told of`, async () => (await hostsOf(web.url)) === addresses.length, 120_000)
    printFigure('many_agents_all_told_seconds', (performance.now() - startedAt) / 1000)
    printFigure('many_agents_web_rss_mb', residentMb(web.child.pid ?? 0))
    const stream = await watchStream(web.url)
    try {
      await printChanges('many_agents_change_to_stream_ms', agents, stream)
      process.kill(slow.child.pid ?? 0, 'SIGSTOP')
      await printChanges('many_agents_one_slow_change_to_stream_ms', agents, stream)
    } finally {
      process.kill(slow.child.pid ?? 0, 'SIGCONT')
      stream.close()
    }
  } finally {
    await Promise.all([endProcess(web.child), endProcess(agents.child), endProcess(slow.child)])
    rmSync(folder, { recursive: true })
  }
}

type Agents = { child: ChildProcess; addresses: string[]; ids: string[][]; change(order: Order): Promise<number> }

async function startAgents(wish: { first: number; many: number; folder: string; secretFile: string }): Promise<Agents> {
  const words = [`${wish.first}`, `${wish.many}`, `${containers}`, wish.folder, wish.secretFile]
  const child = fork(join(import.meta.dirname, 'simulated-agents.ts'), words, { execArgv: ['--import', 'tsx'] })
  const [first] = await once(child, 'message')
  const { addresses, ids } = Ready.parse(first)
  return {
    child,
    addresses,
    ids,
    async change(order) {
      const answer = once(child, 'message')
      child.send(order)
      const [told] = await answer
      return Changed.parse(told).at
    },
  }
}

async function startWeb(addresses: readonly string[], secretFile: string, state: string) {
  mkdirSync(state)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = startKept(
    [process.execPath, join(root, '.next/standalone/server.js')],
    {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      PORTOLAN_AGENTS: addresses.join(','),
      PORTOLAN_SECRET_FILE: secretFile,
      PORTOLAN_STATE: state,
      PORTOLAN_HOST: '127.0.0.1',
      PORTOLAN_PORT: String(port),
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
    },
    'bench-many-web.log',
  )
  await waitUntil(`${url} answers`, () => isReady(url, [child]), 60_000)
  return { url, child }
}

async function hostsOf(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/hosts`)
  return z.object({ hosts: z.array(z.unknown()) }).parse(await answer.json()).hosts.length
}

/** Changes one container after the other, each on another host, and prints the median and the 95th percentile of the time to the stream. */
async function printChanges(
  name: string,
  agents: Agents,
  stream: Awaited<ReturnType<typeof watchStream>>,
): Promise<void> {
  const times: number[] = []
  for (let index = 0; index < changes; index += 1) {
    const host = (index * 37) % count
    const container = index % containers
    const state = `state-${name.length}-${index}`
    const since = await agents.change({ host, container, state })
    const { at } = await stream.change(state, since)
    times.push(at - since)
  }
  printFigure(`${name}_median`, quantile(times, 0.5))
  printFigure(`${name}_p95`, quantile(times, 0.95), { atMost: 300 })
}
