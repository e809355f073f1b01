import type { HostAnswers } from '../collect/host-answers.ts'
import type { NamespaceRef } from '../host/host-source.ts'
import type { HostStatus } from '../model/status.ts'

/** The part of the view that was read longest ago. */
export function findOldest(answers: HostAnswers): HostStatus['oldest'] {
  let oldest: HostStatus['oldest'] = null
  const consider = (part: () => string, readAt: number) => {
    if (oldest === null || readAt < oldest.readAt) oldest = { part: part(), readAt }
  }
  if (answers.containerList) consider(() => 'list of containers', answers.containerList.readAt)
  if (answers.networkList) consider(() => 'list of networks', answers.networkList.readAt)
  for (const { ref, latest } of answers.namespaces.values()) consider(() => nameOf(ref), latest.readAt)
  return oldest
}

function nameOf(ref: NamespaceRef): string {
  if (ref.isHost) return "host's own namespace"
  return `namespace ${ref.files[0] ?? `of process ${ref.pids[0] ?? 'unknown'}`}`
}
