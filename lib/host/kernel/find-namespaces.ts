import { readdirSync, readlinkSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../error-code.ts'
import type { Answer, NamespaceRef } from '../host-source.ts'
import { existingFolders } from './existing-folders.ts'

/** Where namespace files are looked for: the engine's, then those of `ip netns`. */
export const namespaceFolders = ['/run/docker/netns', '/var/run/docker/netns', '/run/netns', '/var/run/netns']

const ownNamespace = '/proc/self/ns/net'
const pidsKept = 3

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
    for (const path of await listFiles(folders)) {
      const file = await stat(path).catch(ignoreVanished)
      if (file && file.dev === host.dev) at(file.ino).files.push(path)
    }
    for (const [inode, pids] of findProcesses()) at(inode).pids.push(...pids)
    return { ok: true, value: [...found.values()], source, readAt: Date.now() }
  } catch (error) {
    const reason = `network namespaces cannot be found: ${error instanceof Error ? error.message : String(error)}`
    return { ok: false, source, code: 'failed', reason, readAt: Date.now() }
  }
}

async function listFiles(folders: string[]): Promise<string[]> {
  const real = await existingFolders(folders)
  const lists = await Promise.all(
    real.map(async (folder) => {
      const names = (await readdir(folder).catch(ignoreVanished)) ?? []
      return names.sort().map((name) => join(folder, name))
    }),
  )
  return lists.flat()
}

/** The lowest processes of each namespace. Synchronous, since a thousand queued reads cost eight times as much as a thousand plain ones. */
function findProcesses(): Map<number, number[]> {
  const pids = readdirSync('/proc')
    .filter((name) => /^[1-9]\d*$/.test(name))
    .map(Number)
    .sort((left, right) => left - right)
  const found = new Map<number, number[]>()
  for (const pid of pids) {
    const inode = readInode(pid)
    if (inode === null) continue
    const known = found.get(inode)
    if (known === undefined) found.set(inode, [pid])
    else if (known.length < pidsKept) known.push(pid)
  }
  return found
}

/** Null for a process that has ended, or that may not be looked into (CAP_SYS_PTRACE). */
function readInode(pid: number): number | null {
  try {
    const inode = /^net:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/ns/net`))?.[1]
    return inode === undefined ? null : Number(inode)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') return null
    throw error
  }
}

function ignoreVanished(error: unknown): null {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return null
  throw error
}
