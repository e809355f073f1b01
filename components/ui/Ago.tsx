import { formatAge } from './format-age.ts'
import { useNow } from './use-now.ts'

type Props = { at: number; words?: 'ago' | 'for' }

/** An age that counts on, with the moment itself on hover in the viewer's zone. */
export function Ago({ at, words = 'ago' }: Props) {
  const now = useNow()
  if (now === 0) return null
  const age = formatAge(now - at)
  return (
    <time dateTime={new Date(at).toISOString()} title={new Date(at).toLocaleString()} className="tabular-nums">
      {words === 'ago' ? `${age} ago` : age}
    </time>
  )
}
