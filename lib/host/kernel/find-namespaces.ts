import { stat } from 'node:fs/promises'
import { errorCode } from '../error-code.ts'
import type { Answer, NamespaceRef } from '../host-source.ts'
import { findNamespaceProcesses } from './find-namespace-processes.ts'
import { findProcessLimit } from './find-process-limit.ts'
import { listNamespaceFiles } from './list-namespace-files.ts'

/** Where namespace files are looked for: the engine's, then those of `ip netns`. */
export const namespaceFolders = ['/run/docker/netns', '/var/run/docker/netns', '/run/netns', '/var/run/netns']

const ownNamespace = '/proc/self/ns/net'

/**
 * Every network namespace that a file or a process leads to. A file in these folders that is no mount of the kernel's namespace file system is a
 * leftover, told by its device number. `hostFile` names the host's own namespace where that is not this process's; until it is there, the others
 * are found all the same.
 */
export async function findNamespaces(
  folders: string[],
  hostFile: string | null,
  isInContainer = false,
): Promise<Answer<NamespaceRef[]>> {
  const source = [...folders, '/proc/*/ns/net'].join(' ')
  try {
    const own = await stat(ownNamespace)
    const named = hostFile === null ? own : await stat(hostFile).catch(ignoreVanished)
    const host = named?.dev === own.dev ? named.ino : null
    const found = new Map<number, NamespaceRef>()
    const at = (inode: number): NamespaceRef => {
      const known = found.get(inode)
      if (known !== undefined) return known
      const ref = { inode, files: [], pids: [], isHost: inode === host }
      found.set(inode, ref)
      return ref
    }
    const { files, missed } = await listNamespaceFiles(folders)
    if (host !== null) at(host).files.push(...(hostFile === null ? [] : [hostFile]))
    else if (hostFile !== null) missed.push({ source: hostFile, code: 'gone', reason: notYet(hostFile) })
    for (const path of files) {
      const file = await stat(path).catch(ignoreVanished)
      if (file && file.dev === own.dev) at(file.ino).files.push(path)
    }
    const processes = findNamespaceProcesses()
    for (const [inode, pids] of processes.pids) at(inode).pids.push(...pids)
    missed.push(...processes.missed, ...(await findProcessLimit(isInContainer)))
    const value = [...found.values()]
    return { ok: true, value, source, readAt: Date.now(), ...(missed.length === 0 ? {} : { missed }) }
  } catch (error) {
    const reason = `network namespaces cannot be found: ${error instanceof Error ? error.message : String(error)}`
    return { ok: false, source, code: 'failed', reason, readAt: Date.now() }
  }
}

const notYet = (file: string): string =>
  `the host's own network namespace is not at ${file}; it is there from the first container on the host's network on`

function ignoreVanished(error: unknown): null {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'EACCES') return null
  throw error
}
