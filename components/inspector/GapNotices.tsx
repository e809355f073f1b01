import type { Gap } from '../../lib/model/gap.ts'
import { GapNotice } from '../state/GapNotice.tsx'

type Props = { gaps: Gap[] }

/** What could not be read: whatever names this record in full, what touches the whole host folded. */
export function GapNotices({ gaps }: Props) {
  const own = gaps.filter((gap) => gap.touches.length > 0)
  const ofHost = gaps.filter((gap) => gap.touches.length === 0)
  if (gaps.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      {own.map((gap) => (
        <GapNotice key={gap.id} gap={gap} />
      ))}
      {ofHost.length === 0 ? null : (
        <details>
          <summary className="text-soft">
            {ofHost.length === 1 ? '1 gap touches' : `${ofHost.length} gaps touch`} the whole host
          </summary>
          <div className="mt-1 flex flex-col gap-2">
            {ofHost.map((gap) => (
              <GapNotice key={gap.id} gap={gap} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}
