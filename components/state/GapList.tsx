import type { Gap } from '../../lib/model/gap.ts'
import { GapNotice } from './GapNotice.tsx'

/** Gaps in full, in a list of its own scroll. */
export function GapList({ gaps }: { gaps: Gap[] }) {
  if (gaps.length === 0) return null
  return (
    <ul aria-label="Gaps" className="flex max-h-64 flex-col gap-2 overflow-auto py-1">
      {gaps.map((gap) => (
        <li key={gap.id}>
          <GapNotice gap={gap} />
        </li>
      ))}
    </ul>
  )
}
