import { readlink } from 'node:fs/promises'
import { errorCode } from '../error-code.ts'
import type { Missed } from '../host-source.ts'

/**
 * What is missed by an agent that runs in a container: nothing where that shares the host's process space. In a space of the container's own the first
 * process has the same files as this one; in the host's it has others, or may not be looked into.
 */
export async function findProcessLimit(isInContainer: boolean): Promise<Missed[]> {
  if (!isInContainer) return []
  const [own, first] = await Promise.all([readFiles('self'), readFiles('1')])
  if (first !== own) return []
  const reason =
    'this agent’s container has a process space of its own: processes behind sockets have no names, and a namespace that only a process leads to is not seen (the host’s process space and CAP_SYS_PTRACE show both)'
  return [{ source: '/proc/*/ns/net', code: 'elsewhere', reason }]
}

/** The mount namespace of a process; null where it may not be looked into. */
async function readFiles(pid: string): Promise<string | null> {
  try {
    return await readlink(`/proc/${pid}/ns/mnt`)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EACCES' || code === 'EPERM') return null
    throw error
  }
}
