import { formatAge } from './format-age.ts'
import { useNow } from './use-now.ts'

type Props = { at: number }

const dayMs = 86_400_000

/** A moment as the viewer's clock shows it, with its age: `09:41:07, 2 min ago`. */
export function Since({ at }: Props) {
  const now = useNow()
  if (now === 0) return null
  const moment = new Date(at)
  const text = now - at < dayMs ? moment.toLocaleTimeString() : moment.toLocaleString()
  return (
    <time dateTime={moment.toISOString()} title={moment.toLocaleString()} className="tabular-nums">
      {text}, {formatAge(now - at)} ago
    </time>
  )
}
