import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { waitUntil } from './lab/wait-until.ts'

export const root = resolve(import.meta.dirname, '..')

/** Everything that any run wrote: requests to the engine, logs, answers. The last spec reads all of it for leaks. */
export const evidenceFolder = join(root, 'test-results', 'evidence')

/** Starts a program of a run; what it says is kept as evidence under `log`. */
export function startKept(argv: readonly string[], env: NodeJS.ProcessEnv, log: string): ChildProcess {
  const [program = '', ...args] = argv
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const file = createWriteStream(join(evidenceFolder, log), { flags: 'a' })
  child.stdout?.pipe(file, { end: false })
  child.stderr?.pipe(file, { end: false })
  return child
}

export async function endProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  child.kill('SIGTERM')
  await waitUntil(`process ${child.pid} (${child.spawnargs.slice(-6).join(' ')}) ends`, () => hasEnded(child))
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** Whether Portolan at this address says that it is ready; throws when one of its processes has ended meanwhile. */
export async function isReady(url: string, processes: readonly ChildProcess[]): Promise<boolean> {
  const ended = processes.find(hasEnded)
  if (ended) {
    throw new Error(
      `${ended.spawnargs.slice(-6).join(' ')} ended (${ended.exitCode ?? ended.signalCode}); its log is in ${evidenceFolder}`,
    )
  }
  const answer = await fetch(`${url}/readyz`).catch(() => null)
  return answer?.ok ?? false
}

/** A TCP port of loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
