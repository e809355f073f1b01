import { readdir, readFile, readlink } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { FailureCode } from '../../model/failure-code.ts'
import { errorCode } from '../error-code.ts'
import { excerpt } from '../excerpt.ts'
import type { Watch } from '../host-source.ts'
import { killTree } from '../kill-tree.ts'
import { LineSplitter } from '../line-splitter.ts'
import { startFailure, startTool } from '../run-tool.ts'

export type RunningTool = {
  /** A program that listens to the kernel and prints what it hears. */
  argv: string[]
  path: string
  onLine(line: string): void
  /** What it says on stderr while it goes on: the kernel dropped messages. */
  onComplaint(text: string): void
  onOpen(): void
  onEnd(end: { code: FailureCode; reason: string }): void
}

/** Prints the pid of its program first, and ends it when its own standard input closes: a watcher does not outlive the agent. */
const wrapper = `
exec 3<&0
sh -c 'echo $$; exec "$@"' sh "$@" </dev/null 3<&- &
M=$!
{ read -r X <&3; kill "$M"; } >/dev/null 2>&1 &
R=$!
wait "$M"
E=$?
kill "$R"
exit $E
`
const shortestPauseMs = 1_000
const longestPauseMs = 60_000
const healthyMs = 30_000
const patienceMs = 2_000

/** Runs a watcher for as long as it is wanted, starting it again, ever more slowly, when it ends. */
export function keepRunning(tool: RunningTool): Watch {
  const stopped = new AbortController()
  void runForever(tool, stopped.signal)
  return { stop: () => stopped.abort() }
}

async function runForever(tool: RunningTool, signal: AbortSignal): Promise<void> {
  let pauseMs = shortestPauseMs
  while (!signal.aborted) {
    const startedAt = performance.now()
    const end = await runOnce(tool, signal)
    if (signal.aborted) return
    tool.onEnd(end)
    pauseMs = performance.now() - startedAt > healthyMs ? shortestPauseMs : Math.min(pauseMs * 2, longestPauseMs)
    await wait(pauseMs, undefined, { signal, ref: false }).catch(ignoreAbort)
  }
}

function runOnce(tool: RunningTool, signal: AbortSignal): Promise<{ code: FailureCode; reason: string }> {
  return new Promise((resolve) => {
    const name = tool.argv.join(' ')
    const child = startTool('sh', ['-c', wrapper, 'sh', ...tool.argv], tool.path, ['pipe', 'pipe', 'pipe'])
    const ended = new AbortController()
    // The wrapper ends its program and then itself, leaving no orphan; what does not follow is killed.
    let killing: NodeJS.Timeout | null = null
    const stop = () => {
      child.stdin?.end()
      killing ??= setTimeout(() => child.pid !== undefined && killTree(child.pid), patienceMs)
    }
    signal.addEventListener('abort', stop)
    let pid: number | null = null
    let said = ''
    const lines = new LineSplitter((line) => {
      if (pid !== null) return tool.onLine(line)
      pid = Number(line)
      void waitForSubscription(pid, ended.signal).then((isUp) => isUp && tool.onOpen())
    })
    child.stdout?.on('data', (chunk: Buffer) => lines.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-400)
      tool.onComplaint(excerpt(chunk.toString()))
    })
    child.on('error', (error) => {
      ended.abort()
      signal.removeEventListener('abort', stop)
      resolve(startFailure('sh', error))
    })
    child.on('close', (exitCode) => {
      ended.abort()
      if (killing !== null) clearTimeout(killing)
      signal.removeEventListener('abort', stop)
      resolve(describeEnd(name, exitCode, said))
    })
  })
}

function describeEnd(name: string, exitCode: number | null, said: string): { code: FailureCode; reason: string } {
  if (exitCode === 127) return { code: 'tool-missing', reason: `${name}: not installed` }
  const because = said === '' ? '' : `: ${excerpt(said)}`
  const code = /not permitted|permission denied/i.test(said) ? 'no-right' : 'failed'
  return { code, reason: `${name} ended with code ${exitCode ?? 'none'}${because}` }
}

/** Waits until the kernel lists a netlink socket of the process that has joined a group: from then on nothing is missed. */
async function waitForSubscription(pid: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await isSubscribed(pid)) return true
    await wait(20, undefined, { signal, ref: false }).catch(ignoreAbort)
  }
  return false
}

async function isSubscribed(pid: number): Promise<boolean> {
  try {
    const fds = await readdir(`/proc/${pid}/fd`)
    const links = await Promise.all(fds.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(ignoreVanished)))
    const rows = (await readFile(`/proc/${pid}/net/netlink`, 'utf8')).split('\n').slice(1)
    return rows.some((row) => {
      const columns = row.trim().split(/\s+/)
      return /[1-9a-f]/.test(columns[3] ?? '') && links.includes(`socket:[${columns[9]}]`)
    })
  } catch (error) {
    ignoreVanished(error)
    return false
  }
}

function ignoreVanished(error: unknown): null {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EINVAL') return null
  throw error
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
}
