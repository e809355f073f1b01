import type { HostSource } from '../host/host-source.ts'
import type { HostAnswers } from './host-answers.ts'

/** What programs of the host, and of containers in host mode, read about names. */
export const hostResolvConf = '/etc/resolv.conf'
export const hostHostsFile = '/etc/hosts'

/** Reads the host's own resolv.conf and hosts file. */
export async function readHostFiles(source: HostSource, answers: HostAnswers): Promise<void> {
  for (const path of [hostResolvConf, hostHostsFile]) {
    const answer = await source.kernel.readFile(path)
    if (!answer.ok && answer.code === 'gone') answers.files.delete(path)
    else answers.files.set(path, answer)
  }
}
