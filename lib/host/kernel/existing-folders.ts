import { realpath, stat } from 'node:fs/promises'
import { errorCode } from '../error-code.ts'

/** What a folder that nobody can get to fails with; an engine may have named it. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'ENAMETOOLONG', 'ELOOP'])

/** The real paths of those folders that exist, each once: `/var/run` is `/run` on most hosts, and in a container one folder may be mounted twice. */
export async function existingFolders(folders: string[]): Promise<string[]> {
  const real = new Map<string, string>()
  for (const folder of folders) {
    try {
      const path = await realpath(folder)
      const { dev, ino } = await stat(path)
      const key = `${dev}:${ino}`
      if (!real.has(key)) real.set(key, path)
    } catch (error) {
      const code = errorCode(error)
      if (!absent.has(code)) throw error
    }
  }
  return [...real.values()]
}
