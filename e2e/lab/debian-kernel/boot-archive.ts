import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { run } from '../run.ts'
import { type KernelFiles, moduleFiles } from './kernel-files.ts'
import { machineFile, machineFolder } from './machine-paths.ts'

/** What it takes to reach the first disk; everything else is loaded from there. */
const bootModules = ['crc32c_generic', 'virtio_pci', 'virtio_blk', 'ext4']

/** What the machine is told when it starts: in its first file system, where no other user can read it. */
export type BootSettings = {
  lab: string
  token: string
  port: number
  repository: string
  node: string
  /** Shares whose contents are copied to a place of the machine's own root, so that hosts whose root is an overlay see them too. */
  copies: readonly { tag: string; paths: readonly string[] }[]
  /** Disks and shares, mounted at the same path as outside. */
  mounts: readonly { kind: 'disk' | 'share' | 'cached-share'; source: string; path: string }[]
}

/** Makes the machine's first file system and hands back its path. */
export async function makeBootArchive(root: string, kernel: KernelFiles, settings: BootSettings): Promise<string> {
  const folder = mkdtempSync(join(machineFolder, 'boot-'))
  for (const name of ['bin', 'modules', 'proc', 'sys', 'dev', 'root', 'machine']) mkdirSync(join(folder, name))
  copyFileSync(join(root, 'bin/busybox'), join(folder, 'bin/busybox'))
  copyFileSync(join(import.meta.dirname, 'boot.sh'), join(folder, 'init'))
  chmodSync(join(folder, 'init'), 0o755)
  copyFileSync(join(import.meta.dirname, 'machine.sh'), join(folder, 'machine/machine.sh'))
  const files = moduleFiles(root, kernel, bootModules)
  for (const file of files) {
    copyFileSync(join(root, 'lib/modules', kernel.version, file), join(folder, 'modules', basename(file)))
  }
  writeFileSync(join(folder, 'modules/order'), files.map((file) => `${basename(file)}\n`).join(''))
  writeFileSync(join(folder, 'machine/settings'), shellVariables(settings))
  writeFileSync(join(folder, 'machine/token'), settings.token, { mode: 0o600 })
  writeFileSync(join(folder, 'machine/copies'), linesOf(settings.copies.map(({ tag, paths }) => [tag, ...paths])))
  writeFileSync(
    join(folder, 'machine/mounts'),
    linesOf(settings.mounts.map(({ kind, source, path }) => [kind, source, path])),
  )
  const archive = machineFile('boot.cpio')
  writeFileSync(archive, '', { mode: 0o600 })
  await run(['sh', '-c', 'cd "$0" && find . | busybox cpio -o -H newc >"$1"', folder, archive])
  rmSync(folder, { recursive: true })
  return archive
}

const shellVariables = ({ lab, port, repository, node }: BootSettings): string =>
  Object.entries({ lab, port, repository, node })
    .map(([name, value]) => `${name}='${plain(String(value))}'\n`)
    .join('')

const linesOf = (lines: readonly string[][]): string => lines.map((words) => `${words.map(plain).join(' ')}\n`).join('')

/** The scripts of the machine read words and lines. */
function plain(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  throw new Error(`The virtual machine cannot be told "${text}": only letters, digits and @%+=:,./_- can be in a path`)
}
