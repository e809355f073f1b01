import { readFile } from 'node:fs/promises'
import { hostname, release } from 'node:os'
import { errorCode } from '../error-code.ts'
import type { Answer, HostFacts } from '../host-source.ts'

/** The facts that tell this host, and this boot of it, from any other. */
export async function readHostFacts(): Promise<Answer<HostFacts>> {
  const [bootId, machineId] = await Promise.all([
    readLine('/proc/sys/kernel/random/boot_id'),
    readLine('/etc/machine-id'),
  ])
  const value = { hostname: hostname(), kernel: release(), bootId, machineId }
  return { ok: true, value, source: 'uname -nr, /proc/sys/kernel/random/boot_id, /etc/machine-id', readAt: Date.now() }
}

async function readLine(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim() || null
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'EACCES') return null
    throw error
  }
}
