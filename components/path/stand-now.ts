import { compareProbe } from '../../lib/analyse/path/compare-probe.ts'
import type { Branch, PathAnswer } from '../../lib/analyse/path/trace.ts'
import type { PathProbe } from '../../lib/api/path-contract.ts'
import type { probeWords } from './probe-words.ts'

export type Stand = { stand: keyof typeof probeWords; says: string }

/** How a packet that was sent stands to the prediction as it is now: by facts that were read since, it may be another. */
export function standNow(answer: PathAnswer, branch: Branch | null, probe: PathProbe): Stand {
  const { comparison, predicted, result, sentAt } = probe
  const then: Stand = { stand: comparison?.verdict ?? 'open', says: comparison?.says ?? '' }
  if (branch === null || result === null || sentAt === null || predicted === null) return then
  if (predicted === branch.verdict.says) return then
  return compareProbe(answer, branch, result, sentAt).verdict === 'agree'
    ? { stand: 'agree', says: 'By the facts as they were when it was sent it did not; the prediction has followed.' }
    : { stand: 'changed', says: 'Send another.' }
}
