import { access, readlink } from 'node:fs/promises'
import { errorCode } from '../error-code.ts'
import type { Missed } from '../host-source.ts'

/** Left in every container by Docker and podman. */
const containerMarks = ['/.dockerenv', '/run/.containerenv']

/**
 * What is missed in a container with a process space of its own: there the first process shares this one's files, while in the host's space it is the
 * host's own, which has others or may not be looked into.
 */
export async function findProcessLimit(marks: readonly string[] = containerMarks): Promise<Missed[]> {
  if (!(await isAnyThere(marks))) return []
  const [own, first] = await Promise.all([readFiles('self'), readFiles('1')])
  if (first !== own) return []
  const reason =
    'this agent is in a container with a process space of its own: the processes behind sockets, and namespaces that only a process leads to, are not seen (they take the host’s process space and CAP_SYS_PTRACE)'
  return [{ source: '/proc/*/ns/net', code: 'elsewhere', reason }]
}

async function isAnyThere(paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.includes(true)
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
