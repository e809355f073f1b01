import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { hasDebianRoot } from './debian-root.ts'
import type { EngineSource } from './host-config.ts'
import { sidRoot } from './sid-root.ts'

const programs: Record<string, string> = {
  ip: 'iproute2',
  nsenter: 'util-linux',
  unshare: 'util-linux',
  setpriv: 'util-linux',
  flock: 'util-linux',
  tar: 'tar',
  busybox: 'busybox-static',
}

/** Refuses a machine that cannot hold a lab, and says which Debian packages are missing. */
export function requireMachine(sources: ReadonlySet<EngineSource>): void {
  const lacks = machineLacks(sources)
  if (lacks !== null) throw new Error(lacks)
}

/** Why this machine cannot hold a lab with such engines, or null when it can. */
export function machineLacks(sources: ReadonlySet<EngineSource>): string | null {
  if (process.platform !== 'linux') return `The lab needs Linux, and this is ${process.platform}`
  if (process.getuid?.() !== 0) return 'The lab needs root: it makes namespaces and starts engines'
  const wanted = {
    ...programs,
    ...(sources.has('machine') ? { dockerd: 'docker.io', docker: 'docker.io', iptables: 'iptables' } : {}),
    ...(sources.has('sid') && !hasDebianRoot(sidRoot) ? { debootstrap: 'debootstrap' } : {}),
  }
  const missing = Object.entries(wanted).filter(([program]) => !isInPath(program))
  if (missing.length === 0) return null
  const names = missing.map(([program]) => program).join(', ')
  const packages = [...new Set(missing.map(([, name]) => name))].join(' ')
  return `The lab misses ${names}; on Debian: apt-get install ${packages}`
}

function isInPath(program: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin']
  return folders.some((folder) => {
    const file = join(folder, program)
    if (!existsSync(file)) return false
    accessSync(file, constants.X_OK)
    return true
  })
}
