import { dirname } from 'node:path'
import { missingLibraries } from './missing-libraries.ts'

/** Paths that another root needs so that this very Node runs there: the program, and libraries that the root has not. */
export async function nodePaths(root: string, program: string): Promise<string[]> {
  const ownPrefix = dirname(dirname(program))
  if (ownPrefix !== '/usr' && ownPrefix !== '/usr/local' && ownPrefix !== '/') return [ownPrefix]
  return [program, ...(await missingLibraries(program, root))]
}
