import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.ts'

/** Libraries that a program of the machine needs and the root file system has not. */
export async function missingLibraries(program: string, root: string): Promise<string[]> {
  const libraries = (await run(['ldd', program])).match(/(?<==> )\/\S+/g) ?? []
  return libraries.filter((library) => !existsSync(join(root, library)))
}
