import type { HostAnswers } from '../collect/host-answers.ts'
import type { NamespaceRef } from '../host/host-source.ts'

/** The inode of the namespace that the engine names as a container's sandbox; null where it is not known (yet). */
export function findSandbox(answers: HostAnswers, containerId: string): number | null {
  const container = answers.containers.get(containerId)?.value
  const name = fileName(container?.NetworkSettings.SandboxKey ?? '')
  const pid = container?.State.Pid ?? 0
  for (const [inode, { ref }] of answers.namespaces) {
    if (name !== '' && ref.files.some((file) => fileName(file) === name)) return inode
    if (pid > 0 && ref.pids.includes(pid)) return inode
  }
  return null
}

/** An inode that the kernel gave to another namespace since: nothing that led to the old one leads to the new one. */
export function isReused(before: NamespaceRef | undefined, now: NamespaceRef): boolean {
  if (!before || (before.files.length === 0 && before.pids.length === 0)) return false
  return !before.files.some((file) => now.files.includes(file)) && !before.pids.some((pid) => now.pids.includes(pid))
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
