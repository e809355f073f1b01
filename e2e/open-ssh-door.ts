import type { ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { enterArgv, exec, insideEnvironment } from './lab/enter.ts'
import { hostAddresses } from './lab/host-addresses.ts'
import { shareFolder } from './lab/lab-paths.ts'
import { run } from './lab/run.ts'
import { waitUntil } from './lab/wait-until.ts'
import { endProcess, evidenceFolder, startKept } from './own-processes.ts'

const port = 2222

/** A host's sshd on the underlay, which lets root of one other host in. */
export type SshDoor = {
  readonly host: string
  /** `ssh://root@ADDRESS:PORT` */
  readonly url: string
  close(): Promise<void>
}

/** Gives root of the client's host a key and the host's key to know it by, and starts the host's sshd, which takes that key alone. */
export async function openSshDoor(host: string, clientHost: string): Promise<SshDoor> {
  const address = hostAddresses(host).v4
  const folder = join(shareFolder(host), 'ssh-door')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  const [hostKey, clientKey] = [join(folder, 'host-key'), join(folder, 'client-key')]
  for (const file of [hostKey, clientKey])
    await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', file])
  await letKnow(clientHost, clientKey, `[${address}]:${port} ${readFileSync(`${hostKey}.pub`, 'utf8')}`)

  await exec(host, ['mkdir', '-p', '-m', '0755', '/run/sshd'])
  mkdirSync(evidenceFolder, { recursive: true })
  const options = [`ListenAddress=${address}`, `AuthorizedKeysFile=${clientKey}.pub`, 'StrictModes=no', 'PidFile=none']
  const words = [
    '-D',
    '-e',
    '-f',
    '/dev/null',
    '-p',
    `${port}`,
    '-h',
    hostKey,
    ...options.flatMap((one) => ['-o', one]),
  ]
  const door = startKept([...enterArgv(host), '/usr/sbin/sshd', ...words], insideEnvironment, `${host}-ssh-door.log`)
  await saysListening(door, host)
  return {
    host,
    url: `ssh://root@${address}:${port}`,
    async close() {
      await endProcess(door)
      await exec(clientHost, ['rm', '-r', '/root/.ssh'])
    },
  }
}

/** What root's ssh reads by itself: its key, and the keys of hosts that it knows. */
async function letKnow(host: string, key: string, knownHost: string): Promise<void> {
  const put = async (name: string, input: string) =>
    exec(host, ['sh', '-c', `umask 077; mkdir -p /root/.ssh; cat >/root/.ssh/${name}`], { input })
  await put('id_ed25519', readFileSync(key, 'utf8'))
  await put('known_hosts', knownHost)
}

async function saysListening(door: ChildProcess, host: string): Promise<void> {
  let said = ''
  door.stderr?.on('data', (part: Buffer) => {
    said += part.toString()
  })
  await waitUntil(`sshd of ${host} listens`, () => {
    if (door.exitCode !== null) throw new Error(`sshd of ${host} ended with code ${door.exitCode}: ${said}`)
    return said.includes('Server listening on ')
  })
}
