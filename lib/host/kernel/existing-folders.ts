import { realpath } from 'node:fs/promises'
import { errorCode } from '../error-code.ts'

/** What a folder that nobody can get to fails with; an engine may have named it. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'ENAMETOOLONG', 'ELOOP'])

/** The real paths of those folders that exist, each once: `/var/run` is `/run` on most hosts. */
export async function existingFolders(folders: string[]): Promise<string[]> {
  const real = new Set<string>()
  for (const folder of folders) {
    try {
      real.add(await realpath(folder))
    } catch (error) {
      const code = errorCode(error)
      if (!absent.has(code)) throw error
    }
  }
  return [...real]
}
