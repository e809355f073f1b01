import type { Gap } from '../../lib/model/gap.ts'
import { Notice } from '../ui/Notice.tsx'

/** What happened, what it costs, what to do, and which question gave no answer. */
export function GapNotice({ gap }: { gap: Gap }) {
  return (
    <Notice tone="warn" title={<bdi>{gap.reason}</bdi>}>
      <bdi>{gap.cost}</bdi>
      {gap.advice ? (
        <div className="text-ink">
          <bdi>{gap.advice}</bdi>
        </div>
      ) : null}
      <div className="mono">
        <bdi>{gap.source}</bdi>
      </div>
    </Notice>
  )
}
