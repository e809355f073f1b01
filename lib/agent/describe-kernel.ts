import type { HostAnswers } from '../collect/host-answers.ts'
import type { HostStatus } from '../model/status.ts'
import type { WatcherGap } from './watcher-gaps.ts'

const rightsAndTools = new Set(['no-right', 'tool-missing'])

/** How much of the kernel can be read, and what stands in the way. */
export function describeKernel(answers: HostAnswers, watcherGaps: readonly WatcherGap[]): HostStatus['kernel'] {
  const list = answers.namespaceList
  if (!list) return { state: 'none', detail: 'The namespaces of the host have not been read yet.' }
  if (!list.ok) return { state: 'none', detail: `The namespaces of the host cannot be found: ${list.reason}` }
  const all = [...answers.namespaces.values()]
  const read = all.filter(({ value }) => value !== null)
  const unread = all.find(({ latest }) => !latest.ok)
  const total = `${all.length} network namespace${all.length === 1 ? '' : 's'}`
  if (read.length === 0) {
    const reason = unread && !unread.latest.ok ? unread.latest.reason : 'none was found'
    return { state: 'none', detail: `None of ${total} can be read: ${reason}` }
  }
  const missed = list.missed?.[0]
  if (missed) return { state: 'partial', detail: `Not all network namespaces can be found: ${missed.reason}` }
  if (unread && !unread.latest.ok) {
    const count = all.filter(({ latest }) => !latest.ok).length
    return { state: 'partial', detail: `${count} of ${total} cannot be read: ${unread.latest.reason}` }
  }
  for (const { value } of read) {
    const gap = value?.gaps.find(({ code }) => rightsAndTools.has(code))
    if (gap) return { state: 'partial', detail: `Not all of ${total} can be read: ${gap.reason}` }
  }
  const deaf = watcherGaps[0]
  if (deaf) return { state: 'partial', detail: `The kernel's notices are not heard: ${deaf.reason}` }
  return { state: 'live', detail: `${total}, read by host tools and kernel notices` }
}

/** Whether namespaces besides the host's own can be entered: without that right the Docker API alone tells of containers. */
export function mayEnterNamespaces(answers: HostAnswers): boolean {
  const { namespaceList: list, namespaces } = answers
  if (!list?.ok) return false
  const others = [...namespaces.values()].filter(({ ref }) => !ref.isHost)
  if (others.some(({ value }) => value !== null)) return true
  const failures = [...(list.missed ?? []), ...others.map(({ latest }) => latest)]
  return !failures.some((failure) => 'code' in failure && failure.code === 'no-right')
}
