import { readFileSync } from 'node:fs'

/** The kernel counts in hundredths of a second for user space, whatever its own clock. */
const tickMs = 10

/** Processor time in milliseconds that this process and the tools it has run have used so far. */
export function spentCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000 + childrenCpu()
}

/** `cutime` and `cstime` of proc(5), counted after the program's name, which may hold anything. */
function childrenCpu(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) * tickMs
}
