import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ensureDebianRoot } from '../debian-root.ts'
import { withLabLock } from '../lab-lock.ts'
import { labName } from '../lab-paths.ts'
import { nodePaths } from '../node-paths.ts'
import { sidRoot } from '../sid-root.ts'
import { waitUntil } from '../wait-until.ts'
import { makeBootArchive } from './boot-archive.ts'
import { ensureDiskImage } from './disk-image.ts'
import { freePort } from './free-port.ts'
import { findKernel } from './kernel-files.ts'
import { type MachineShare, machineArgv } from './machine-argv.ts'
import { machineFile, machineFolder } from './machine-paths.ts'
import { machineRoot } from './machine-root.ts'
import { type MachineState, readMachineState } from './machine-state.ts'
import { takesCommands } from './run-in-debian-kernel.ts'
import { stopMachine } from './stop-machine.ts'

const repository = resolve(import.meta.dirname, '../../..')

/** Inside, the port at which commands are taken; only the loopback outside leads to it. */
const innerPort = 7070

/** Starts the virtual machine, with what it is made of where that is missing; one that takes commands is left alone. */
export async function startMachine(fresh: boolean, log: (line: string) => void): Promise<void> {
  await withLabLock(async () => {
    const running = readMachineState()
    if (running !== null && !fresh) {
      if (running.repository !== repository)
        throw new Error(`The virtual machine shows the checkout ${running.repository}; take it down from there first`)
      if (await takesCommands(running)) return
    }
    await stopMachine()
    mkdirSync(machineFolder, { recursive: true, mode: 0o700 })
    for (const root of [machineRoot, sidRoot]) await ensureDebianRoot(root, log)
    const disks = [await ensureDiskImage(machineRoot.folder, log), await ensureDiskImage(sidRoot.folder, log)]
    const began = performance.now()
    await boot(disks)
    log(`Debian's kernel takes commands after ${((performance.now() - began) / 1000).toFixed(1)} s.`)
  })
}

async function boot(disks: readonly string[]): Promise<void> {
  const state = { port: await freePort(), token: randomBytes(24).toString('hex'), repository, node: process.execPath }
  const kernel = findKernel(machineRoot.folder)
  const copies = await nodeCopies()
  const nodeModules = join(repository, 'node_modules')
  const archive = await makeBootArchive(machineRoot.folder, kernel, {
    ...state,
    lab: labName,
    port: innerPort,
    copies,
    mounts: [
      { kind: 'disk', source: '/dev/vdb', path: sidRoot.folder },
      { kind: 'share', source: 'repository', path: repository },
      // Packages do not change below a machine that runs, so what was read once is not asked for again.
      { kind: 'cached-share', source: 'packages', path: nodeModules },
    ],
  })
  const shares = [{ tag: 'repository', folder: repository }, { tag: 'packages', folder: nodeModules }, ...copies]
  const machine = startProcess(
    machineArgv({ kernel: kernel.image, archive, disks, shares, port: state.port, innerPort }),
  )
  writeState(state)
  await waitUntil(
    'the virtual machine takes commands',
    async () => {
      if (machine.exitCode !== null || machine.signalCode !== null)
        throw new Error(`The virtual machine has ended.\n${logTail()}`)
      return takesCommands(state)
    },
    120_000,
  )
}

/** Node as it is here, in shares of the folders that hold it. */
async function nodeCopies(): Promise<(MachineShare & { paths: string[] })[]> {
  const paths = await nodePaths(machineRoot.folder, process.execPath)
  const folders = [...new Set(paths.map((path) => dirname(path)))]
  return folders.map((folder, index) => ({
    tag: `node${index}`,
    folder,
    paths: paths.filter((path) => dirname(path) === folder),
  }))
}

/** The process writes down who it is before it becomes the machine, so that it is found whatever happens to this run. */
function startProcess(argv: readonly string[]): ChildProcess {
  const log = openSync(machineFile('machine.log'), 'w')
  const script = 'read -r stat </proc/self/stat; printf "%s\\n" "$stat" >"$0"; exec "$@"'
  const child = spawn('sh', ['-c', script, machineFile('process.stat'), ...argv], {
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  child.on('error', (error) => writeFileSync(machineFile('machine.log'), String(error)))
  child.unref()
  return child
}

function writeState(state: MachineState): void {
  const file = machineFile('state.json')
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function logTail(): string {
  return [machineFile('machine.log'), machineFile('console.log')]
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(-12))
    .join('\n')
}
