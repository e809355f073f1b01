import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same number. */
export type ProcessIdentity = { pid: number; startTime: string }

export type ProcessStat = ProcessIdentity & { name: string; state: string; parent: number }

/** A process of a PID namespace with the number that it has inside. */
export type NamespaceProcess = ProcessStat & { innerPid: number }

/** Reads a line of /proc/PID/stat; a name may hold spaces and brackets. */
export function parseProcessStat(line: string): ProcessStat {
  const open = line.indexOf('(')
  const close = line.lastIndexOf(')')
  const fields = line.slice(close + 2).split(' ')
  const pid = Number.parseInt(line, 10)
  const [state, parent, startTime] = [fields[0], fields[1], fields[19]]
  if (open < 0 || !Number.isInteger(pid) || !state || !parent || !startTime) {
    throw new Error(`"${line.trim()}" is no line of /proc/PID/stat`)
  }
  return { pid, startTime, name: line.slice(open + 1, close), state, parent: Number(parent) }
}

/** What the kernel says of a process, or null when there is none of that number any more. */
export function readProcessStat(pid: number): ProcessStat | null {
  const line = readProcFile(`/proc/${pid}/stat`)
  return line === null ? null : parseProcessStat(line)
}

/** Whether this very process still runs: same number, same start, and not on its way out, when its namespaces are gone. */
export function isAlive(identity: ProcessIdentity): boolean {
  const stat = readProcessStat(identity.pid)
  if (stat === null || stat.startTime !== identity.startTime) return false
  return unlessGone(() => readlinkSync(`/proc/${identity.pid}/ns/net`)) !== null
}

/** Every living process in the PID namespace of the given one, itself included. */
export function processesOfNamespace(member: ProcessIdentity): NamespaceProcess[] {
  const namespace = pidNamespace(member.pid)
  if (namespace === null) return []
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && pidNamespace(Number(entry)) === namespace)
    .flatMap((entry) => {
      const stat = readProcessStat(Number(entry))
      const innerPid = readInnerPid(Number(entry))
      return stat === null || innerPid === null || stat.state === 'Z' ? [] : [{ ...stat, innerPid }]
    })
}

function pidNamespace(pid: number): string | null {
  return unlessGone(() => readlinkSync(`/proc/${pid}/ns/pid`))
}

function readInnerPid(pid: number): number | null {
  const numbers = /^NSpid:\s+(.*)$/m.exec(readProcFile(`/proc/${pid}/status`) ?? '')?.[1]?.split(/\s+/)
  const innermost = numbers?.at(-1)
  return innermost === undefined ? null : Number(innermost)
}

function readProcFile(path: string): string | null {
  return unlessGone(() => readFileSync(path, 'utf8'))
}

/** A process may end between two reads, and some are out of reach: neither is one of the lab's. */
function unlessGone<Value>(read: () => Value): Value | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH', 'EACCES'].includes(String(error.code))) {
      return null
    }
    throw error
  }
}
