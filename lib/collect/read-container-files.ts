import type { HostSource } from '../host/host-source.ts'
import type { HostAnswers } from './host-answers.ts'

/** Reads the resolv.conf and the hosts file that the engine mounts into a running container. */
export async function readContainerFiles(source: HostSource, answers: HostAnswers, id: string): Promise<void> {
  const container = answers.containers.get(id)?.value
  if (!container?.State.Running) return
  for (const path of new Set([container.ResolvConfPath, container.HostsPath])) {
    if (path === '') continue
    const answer = await source.kernel.readFile(path)
    if (!answer.ok && answer.code === 'gone') answers.files.delete(path)
    else answers.files.set(path, answer)
  }
}
