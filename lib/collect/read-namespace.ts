import type { HostSource } from '../host/host-source.ts'
import type { HostAnswers } from './host-answers.ts'
import { keepAnswer } from './keep-answer.ts'
import { parseNamespace } from './parse-namespace.ts'
import { readHostFiles } from './read-host-files.ts'

/** Reads all that one namespace tells; forgets it when it vanished meanwhile. */
export async function readNamespace(source: HostSource, answers: HostAnswers, inode: number): Promise<void> {
  const list = answers.namespaceList
  const before = answers.namespaces.get(inode)
  const ref = (list?.ok ? list.value.find((known) => known.inode === inode) : undefined) ?? before?.ref
  if (!ref) return
  const answer = await source.kernel.readNamespace(ref)
  if (!answer.ok && answer.code === 'gone') {
    answers.namespaces.delete(inode)
    return
  }
  const kept = keepAnswer(before, answer, (text) => ({ ok: true, value: parseNamespace(text) }))
  answers.namespaces.set(inode, { ...kept, ref })
  if (ref.isHost) await readHostFiles(source, answers)
}
