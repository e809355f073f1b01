import type { Host } from '../../lib/model/host.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import { hostSubtitle } from '../../lib/view/host-words.ts'
import { Ago } from '../ui/Ago.tsx'
import { CutText } from '../ui/CutText.tsx'
import { Dot } from '../ui/Dot.tsx'
import { clockWords } from './clock-words.ts'
import { hostState } from './host-state.ts'

type Props = { host: Host; status: HostStatus | null; onSelect: () => void }

/** One host of several: its name, what it is, how it is seen, and its clock where that is off. */
export function HostLine({ host, status, onSelect }: Props) {
  const { word, tone, since } = hostState(status)
  const clock = clockWords(status?.heard ?? null)
  return (
    <button
      type="button"
      onClick={onSelect}
      className="flex w-full flex-wrap items-baseline gap-x-2 rounded px-1 py-1 text-left hover:bg-frame pointer-coarse:min-h-11"
    >
      <span className="inline-flex self-center">
        <Dot tone={tone} />
      </span>
      <CutText text={host.name} max={32} className="font-semibold" />
      <span className="min-w-0 flex-1 text-soft">{hostSubtitle(host)}</span>
      <span>
        {word}
        {since === null ? null : (
          <>
            {' '}
            <Ago at={since} words="for" />
          </>
        )}
        {status !== null && status.sight < 3 && tone === 'ok' ? `, sight ${status.sight}` : ''}
      </span>
      {clock?.matters ? <span className="basis-full pl-4 text-warn">clock {clock.text}</span> : null}
    </button>
  )
}
