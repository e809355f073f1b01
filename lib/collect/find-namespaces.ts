import type { HostSource } from '../host/host-source.ts'
import type { HostAnswers } from './host-answers.ts'
import { sandboxFolders } from './sandbox-folders.ts'

/** Finds the namespaces of the host and forgets those that are gone. Gives the inodes of the new ones. */
export async function findNamespaces(source: HostSource, answers: HostAnswers): Promise<number[]> {
  const folders = sandboxFolders(answers)
  const answer = await source.kernel.findNamespaces(folders)
  for (const folder of folders) answers.searchedFolders.add(folder)
  answers.namespaceList = answer
  if (!answer.ok) return []
  const found = new Map(answer.value.map((ref) => [ref.inode, ref]))
  for (const [inode, kept] of answers.namespaces) {
    const ref = found.get(inode)
    if (ref) kept.ref = ref
    else answers.namespaces.delete(inode)
  }
  return [...found.keys()].filter((inode) => !answers.namespaces.has(inode))
}
