import { readdirSync, readFileSync } from 'node:fs'
import { errorCode } from './error-code.ts'

/**
 * Kills a child and all that it started. Each is stopped before its children are looked for, so that none can start another meanwhile.
 *
 * A session or process group of its own would let one signal do it, but Node makes a group only with a session, and the kernel gives each new session
 * a scheduling group of its own: on a busy host a tool then takes up to twice as long to end.
 */
export function killTree(root: number): void {
  const stopped = new Set<number>()
  for (let found = [root]; found.length > 0; found = findChildren(stopped)) {
    for (const pid of found) {
      signal(pid, 'SIGSTOP')
      stopped.add(pid)
    }
  }
  for (const pid of stopped) signal(pid, 'SIGKILL')
}

/** Children of these processes that are not among them. */
function findChildren(parents: Set<number>): number[] {
  return readdirSync('/proc')
    .filter((name) => /^[1-9]\d*$/.test(name))
    .map(Number)
    .filter((pid) => !parents.has(pid) && parents.has(readParent(pid) ?? 0))
}

function readParent(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 1).split(' ')[2])
  } catch (error) {
    ignoreEnded(error)
    return null
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    ignoreEnded(error)
  }
}

function ignoreEnded(error: unknown): void {
  const code = errorCode(error)
  if (code !== 'ENOENT' && code !== 'ESRCH') throw error
}
