import { requireMember } from './member.ts'
import { processesOfNamespace } from './process-identity.ts'
import { commandFailure, type RunOptions, type RunResult, runToEnd } from './run.ts'
import { waitFor } from './wait-until.ts'

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * Words to put before a command line so that it runs inside a host (or the underlay). The program inside gets SIGTERM
 * when the nsenter in front of it ends, however it ends.
 */
export function enterArgv(member: string): string[] {
  const { pid } = requireMember(member)
  return [
    ...['nsenter', '-t', String(pid), '-m', '-u', '-n', '-p', '--'],
    ...['setpriv', '--pdeathsig', 'SIGTERM', '--'],
  ]
}

/** Environment of a program inside a host: nothing of the machine's. */
export const insideEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: path,
  HOME: '/root',
  LANG: 'C.UTF-8',
}

/** Runs a command inside a host that has to succeed; the error names host, command and what it said. */
export async function exec(member: string, argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await execToEnd(member, argv, options)
  if (result.code === 0) return result.stdout
  throw new Error(commandFailure(`On ${member}: ${argv.join(' ')}`, result))
}

/** As exec, for a command that may fail. */
export function execToEnd(member: string, argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return runToEnd([...enterArgv(member), ...argv], { env: insideEnvironment, ...options })
}

/**
 * The program that was started by the nsenter of this number, as the machine counts: what to send SIGSTOP to, which
 * nsenter does not hand on.
 */
export async function enteredProcess(member: string, nsenterPid: number): Promise<number> {
  const entered = await waitFor(
    `process ${nsenterPid} has started something inside ${member}`,
    () => processesOfNamespace(requireMember(member)).find(({ parent }) => parent === nsenterPid) ?? null,
  )
  return entered.pid
}
