import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeTrackingCgroup, removeCgroups, thawCgroups, trackedProcesses } from './cgroups.ts'
import { dataFolder, runFolder } from './lab-paths.ts'
import { isAlive, type ProcessIdentity, parseProcessStat } from './process-identity.ts'
import { waitUntil } from './wait-until.ts'

const script = join(import.meta.dirname, 'hold-member.sh')

/** The process that holds a member's namespaces, or null when it does not run. */
export function memberHolder(member: string): ProcessIdentity | null {
  const file = join(runFolder(member), 'holder.stat')
  if (!existsSync(file)) return null
  const line = readFileSync(file, 'utf8')
  if (line === '') return null
  const holder = parseProcessStat(line)
  return isAlive(holder) ? holder : null
}

/** As memberHolder, where the member has to be up. */
export function requireMember(member: string): ProcessIdentity {
  if (process.getuid?.() !== 0) throw new Error(`${member} can be entered by root only`)
  const holder = memberHolder(member)
  if (holder === null) throw new Error(`${member} is not up; "npm run lab -- status" shows which members are`)
  return holder
}

/** Starts the namespaces of a member; what it needs of files is in its run folder already. */
export async function holdMember(member: string, scriptArguments: readonly string[] = []): Promise<ProcessIdentity> {
  const run = runFolder(member)
  const log = join(run, 'setup.log')
  mkdirSync(run, { recursive: true })
  const cgroup = makeTrackingCgroup(member)
  const logFile = openSync(log, 'w')
  const child = spawn(
    'setpriv',
    [
      // Ends with this run until it is in its cgroup, where the next run finds it.
      ...['--pdeathsig', 'KILL', 'sh', '-c'],
      'echo $$ >"$0/cgroup.procs" && exec unshare --mount --uts --net --pid --fork -- sh "$@"',
      ...[cgroup, script, member, run, ...scriptArguments],
    ],
    { stdio: ['ignore', 'pipe', logFile], detached: true },
  )
  closeSync(logFile)
  const { stdout } = child
  if (stdout === null) throw new Error(`${member}: its first process has no output to read`)
  const ready = await new Promise<boolean>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', () => resolve(false))
    stdout.once('data', () => resolve(true))
  })
  stdout.destroy()
  child.unref()
  if (!ready) throw new Error(`${member} could not be set up: ${readFileSync(log, 'utf8').trim()}`)
  return requireMember(member)
}

/** Ends every process of a member and removes its cgroups and folders; a member that is half there is fine. */
export async function removeMember(member: string): Promise<void> {
  await waitUntil(`the processes of ${member} have ended`, () => {
    const left = trackedProcesses(member)
    for (const pid of left) killIfThere(pid)
    thawCgroups(member)
    return left.length === 0
  })
  await removeCgroups(member)
  rmSync(dataFolder(member), { recursive: true, force: true })
  rmSync(runFolder(member), { recursive: true, force: true })
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
