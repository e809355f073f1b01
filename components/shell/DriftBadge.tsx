import type { HostStatus } from '../../lib/model/status.ts'
import { Ago } from '../ui/Ago.tsx'
import { formatCount } from '../ui/format-count.ts'

type Props = { statuses: HostStatus[] }

/** Whether what is shown is what the kernel and the engine say, how long ago that was compared, and the age of the oldest part. */
export function DriftBadge({ statuses: all }: Props) {
  // What is no longer heard is said to be stale; its figures would tell of then, not of now.
  const statuses = all.filter(({ heard }) => heard?.state !== 'stale')
  const drifts = statuses.flatMap(({ drift }) => (drift === null ? [] : [drift]))
  if (drifts.length === 0) return null
  const facts = drifts.reduce((sum, drift) => sum + drift.facts, 0)
  const differed = drifts.reduce((sum, drift) => sum + drift.differed, 0)
  const checkedAt = Math.min(...drifts.map((drift) => drift.checkedAt))
  const oldest = statuses.flatMap((status) => (status.oldest === null ? [] : [status.oldest.readAt]))
  return (
    <p
      title="The sweep reads everything anew and compares it with what is shown. What differs is repaired at once."
      className="shrink-0 text-soft max-lg:hidden"
    >
      <span className={differed > 0 ? 'text-warn' : ''}>
        {formatCount(differed)} of {formatCount(facts)} facts differ
      </span>
      , checked <Ago at={checkedAt} />
      {oldest.length === 0 ? null : (
        <span className="max-xl:hidden">
          , oldest part <Ago at={Math.min(...oldest)} />
        </span>
      )}
    </p>
  )
}
