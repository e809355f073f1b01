import { realpath } from 'node:fs/promises'
import { errorCode } from '../error-code.ts'

/** The real paths of those folders that exist, each once: `/var/run` is `/run` on most hosts. */
export async function existingFolders(folders: string[]): Promise<string[]> {
  const real = new Set<string>()
  for (const folder of folders) {
    try {
      real.add(await realpath(folder))
    } catch (error) {
      const code = errorCode(error)
      if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES') throw error
    }
  }
  return [...real]
}
