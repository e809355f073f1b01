import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../error-code.ts'
import type { Missed } from '../host-source.ts'

/** The files of these folders, each folder once; a folder that may not be listed is missed, one that does not exist is not. */
export async function listNamespaceFiles(folders: string[]): Promise<{ files: string[]; missed: Missed[] }> {
  const byFolder = new Map<string, string[]>()
  /** One folder may be reached by links, or be mounted twice, as it is in a container. */
  const seen = new Set<string>()
  const missed = new Map<string, Missed>()
  for (const folder of folders) {
    try {
      const real = await realpath(folder)
      const { dev, ino } = await stat(real)
      if (seen.has(`${dev}:${ino}`)) continue
      byFolder.set(real, (await readdir(real)).sort())
      seen.add(`${dev}:${ino}`)
    } catch (error) {
      const code = errorCode(error)
      if (code === 'ENOENT' || code === 'ENOTDIR') continue
      if (code !== 'EACCES') throw error
      // One and the same place by two names: `/var/run` is `/run` on most hosts.
      const source = folder.replace(/^\/var\/run\//, '/run/')
      missed.set(source, { source, code: 'no-right', reason: `no right to list the network namespaces in ${source}` })
    }
  }
  const files = [...byFolder].flatMap(([folder, names]) => names.map((name) => join(folder, name)))
  return { files, missed: [...missed.values()] }
}
