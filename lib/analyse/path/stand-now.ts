import { compareProbe, type ProbeComparison } from './compare-probe.ts'
import type { ProbeReport } from './report-probe.ts'
import type { Branch, PathAnswer } from './trace.ts'

/** `changed`: the prediction is another than when the packet was sent, and not what it found either. */
export type Stand = { stand: ProbeComparison['verdict'] | 'changed'; says: string }

/** How a packet that was sent stands to the prediction as it is now: by facts that were read since, it may be another. */
export function standNow(answer: PathAnswer, branch: Branch | null, probe: ProbeReport): Stand {
  const { comparison, predicted, result, sentAt } = probe
  const then: Stand = { stand: comparison?.verdict ?? 'open', says: comparison?.says ?? '' }
  if (branch === null || result === null || sentAt === null || predicted === null) return then
  if (predicted === branch.verdict.says) return then
  return compareProbe(answer, branch, result, sentAt).verdict === 'agree'
    ? { stand: 'agree', says: 'By the facts as they were when it was sent it did not; the prediction has followed.' }
    : { stand: 'changed', says: 'Send another.' }
}
