import { adviceFor } from '../collect/gap-words.ts'
import type { FailureCode } from '../model/failure-code.ts'
import type { Gap } from '../model/gap.ts'
import { gapId, type HostId } from '../model/id.ts'

/** A watcher of kernel notices that ended or could not start. */
export type WatcherGap = { source: string; code: FailureCode; reason: string }

/** What is lost without a watcher: nothing for good, but the sweep takes longer to find it. */
export const watcherGapRecord = (hostId: HostId, { source, code, reason }: WatcherGap): Gap => ({
  id: gapId(hostId, source),
  hostId,
  source,
  code,
  reason,
  cost: 'Changes made by hand are not heard at once; the next round of the sweep finds them.',
  advice: code === 'tool-missing' ? 'Install the tool on the host (Debian: iproute2, nftables).' : adviceFor(code),
  touches: [],
})
