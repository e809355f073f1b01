import { readdirSync, readFileSync } from 'node:fs'
import { readProcessStat } from '../e2e/lab/process-identity.ts'

/** The kernel counts processor time in hundredths of a second for user space. */
const tickMs = 10

/** Processor time in milliseconds of a process, of the children that it has reaped, and of those that run. */
export function processTreeCpu(pid: number): number {
  const own = readStat(pid)
  const children = childrenOf(pid).reduce((sum, child) => sum + processTreeCpu(child), 0)
  return own + children
}

/** Resident memory of one process in megabytes. */
export function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status names no resident memory`)
  return (Number(kilobytes) * 1024) / 1e6
}

/** `utime`, `stime`, `cutime` and `cstime`; a child that ended since it was listed is in its parent's. */
function readStat(pid: number): number {
  if (readProcessStat(pid) === null) return 0
  const line = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * tickMs
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^[1-9]\d*$/.test(name))
    .map(Number)
    .filter((candidate) => readProcessStat(candidate)?.parent === pid)
}
