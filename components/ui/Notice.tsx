import CircleAlert from 'lucide-react/icons/circle-alert'
import Info from 'lucide-react/icons/info'
import OctagonX from 'lucide-react/icons/octagon-x'
import type { ReactNode } from 'react'

type Tone = 'info' | 'warn' | 'bad'
type Props = { tone: Tone; title: ReactNode; children?: ReactNode }

const looks = {
  info: { icon: Info, edge: 'border-l-sel', ink: 'text-sel' },
  warn: { icon: CircleAlert, edge: 'border-l-warn', ink: 'text-warn' },
  bad: { icon: OctagonX, edge: 'border-l-bad', ink: 'text-bad' },
}

/** What happened, in a title; what it costs and what to do, below. */
export function Notice({ tone, title, children }: Props) {
  const { icon: Icon, edge, ink } = looks[tone]
  return (
    <div className={`flex gap-2 rounded-r-md border-l-3 bg-frame px-3 py-2 ${edge}`}>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${ink}`} />
      <div className="min-w-0">
        <div className="wrap-anywhere font-semibold">{title}</div>
        {children ? <div className="wrap-anywhere text-soft">{children}</div> : null}
      </div>
    </div>
  )
}
