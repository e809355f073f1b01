import { stat } from 'node:fs/promises'
import { errorCode } from '../error-code.ts'
import type { Answer, NamespaceRef } from '../host-source.ts'
import { findNamespaceProcesses } from './find-namespace-processes.ts'
import { listNamespaceFiles } from './list-namespace-files.ts'

/** Where namespace files are looked for: the engine's, then those of `ip netns`. */
export const namespaceFolders = ['/run/docker/netns', '/var/run/docker/netns', '/run/netns', '/var/run/netns']

const ownNamespace = '/proc/self/ns/net'

/**
 * Every network namespace that a file or a process leads to. A file in these folders that is no mount of the kernel's namespace file system is a
 * leftover, told by its device number. `hostFile` names the host's own namespace where that is not this process's.
 */
export async function findNamespaces(folders: string[], hostFile: string | null): Promise<Answer<NamespaceRef[]>> {
  const source = [...folders, '/proc/*/ns/net'].join(' ')
  try {
    const host = await stat(hostFile ?? ownNamespace)
    const found = new Map<number, NamespaceRef>()
    const at = (inode: number): NamespaceRef => {
      const known = found.get(inode)
      if (known !== undefined) return known
      const ref = { inode, files: [], pids: [], isHost: inode === host.ino }
      found.set(inode, ref)
      return ref
    }
    at(host.ino).files.push(...(hostFile === null ? [] : [hostFile]))
    const { files, missed } = await listNamespaceFiles(folders)
    for (const path of files) {
      const file = await stat(path).catch(ignoreVanished)
      if (file && file.dev === host.dev) at(file.ino).files.push(path)
    }
    const processes = findNamespaceProcesses()
    for (const [inode, pids] of processes.pids) at(inode).pids.push(...pids)
    missed.push(...processes.missed)
    const value = [...found.values()]
    return { ok: true, value, source, readAt: Date.now(), ...(missed.length === 0 ? {} : { missed }) }
  } catch (error) {
    const reason = `network namespaces cannot be found: ${error instanceof Error ? error.message : String(error)}`
    return { ok: false, source, code: 'failed', reason, readAt: Date.now() }
  }
}

function ignoreVanished(error: unknown): null {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'EACCES') return null
  throw error
}
