import type { Stand } from '../../lib/analyse/path/stand-now.ts'
import type { PathProbe } from '../../lib/api/path-contract.ts'
import { inertText } from '../../lib/view/inert-text.ts'
import { Since } from '../ui/Since.tsx'
import { probeWords } from './probe-words.ts'

type Props = {
  /** Who was asked. */
  title: string
  probe: PathProbe
  /** How it stands to the prediction, as that is now. */
  stand: Stand['stand']
  says: string
}

/** One real packet: how it stands to the prediction, what it found, and which of the two to believe. */
export function SentProbe({ title, probe: { result, notSent, sentAt }, stand, says }: Props) {
  if (!result)
    return (
      <p className="wrap-anywhere text-warn">
        {title}: {inertText(notSent ?? 'nothing was sent.')}
      </p>
    )
  const { icon: Icon, word, ink } = probeWords[stand]
  return (
    <div className="flex flex-col gap-1">
      <p className={`flex items-center gap-1.5 font-semibold ${ink}`} data-probe={stand}>
        <Icon aria-hidden className="size-4 shrink-0" />
        {title} {word}
      </p>
      <p className="wrap-anywhere">
        <bdi>{inertText(result.says)}</bdi>
        {result.ms === null ? null : <span className="text-soft"> {Math.round(result.ms * 10) / 10} ms</span>}
      </p>
      {result.detail === null ? null : (
        <code className="mono wrap-anywhere self-start rounded bg-frame px-2 py-1">
          <bdi>{inertText(result.detail)}</bdi>
        </code>
      )}
      <p className="wrap-anywhere text-soft">
        {inertText(says)}
        {sentAt === null ? null : (
          <>
            {' '}
            Sent <Since at={sentAt} />.
          </>
        )}
      </p>
    </div>
  )
}
