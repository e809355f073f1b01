import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages, whyNotInstall } from '../../../lib/cli/debian-packages.js'

/** What the virtual machine needs of this one, beside what the lab needs. */
const needed = {
  'qemu-system-x86_64': 'qemu-system-x86',
  mke2fs: 'e2fsprogs',
  debootstrap: 'debootstrap',
  busybox: 'busybox-static',
}

/** Installs what is missing to run a virtual machine, or says why it cannot. */
export async function installMachinePackages(log: (line: string) => void): Promise<void> {
  const missing = Object.entries(needed).flatMap(([program, name]) => (isThere(program) ? [] : [name]))
  if (missing.length === 0) return
  const why = whyNotInstall()
  if (why !== null) throw new Error(`A virtual machine needs ${missing.join(' ')}, and ${why}`)
  await installPackages(missing, log)
}

function isThere(program: string): boolean {
  const file = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin']
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path))
  if (file === undefined) return false
  accessSync(file, constants.X_OK)
  return true
}
