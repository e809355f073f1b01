import { existsSync, readFileSync, rmSync } from 'node:fs'
import { labCgroups, removeCgroups, trackedProcesses } from './cgroups.ts'
import { removeHost } from './host.ts'
import { hostNumber } from './host-addresses.ts'
import { withLabLock } from './lab-lock.ts'
import { labDataFolder, labRunFolder, underlay } from './lab-paths.ts'
import { removeMember } from './member.ts'
import { requireMachine } from './require-machine.ts'
import { presentHosts } from './up.ts'

/** Ends the lab, or the hosts that are named, and checks that nothing of it is left. */
export async function down(options: { hosts?: readonly string[] } = {}): Promise<void> {
  requireMachine(new Set())
  await withLabLock(async () => {
    const hosts = options.hosts ?? presentHosts()
    for (const host of hosts) hostNumber(host)
    await Promise.all(hosts.map(removeHost))
    if (options.hosts !== undefined) return
    await removeMember(underlay)
    await removeCgroups()
    rmSync(labRunFolder, { recursive: true, force: true })
    rmSync(labDataFolder, { recursive: true, force: true })
    const left = labRemains()
    if (left.length > 0) throw new Error(`The lab left behind:\n${left.join('\n')}`)
  })
}

/** Everything of the lab that the machine still holds, one line each; none after down. */
export function labRemains(): string[] {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => [labRunFolder, labDataFolder].some((folder) => line.split(' ')[4]?.startsWith(folder)))
  return [
    ...trackedProcesses().map((pid) => `process ${pid}`),
    ...labCgroups().map((folder) => `cgroup ${folder}`),
    ...mounts.map((line) => `mount ${line}`),
    ...[labRunFolder, labDataFolder].filter(existsSync).map((folder) => `folder ${folder}`),
  ]
}
