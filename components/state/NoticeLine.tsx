import { type ReactNode, useState } from 'react'
import type { Contradiction } from '../../lib/model/contradiction.ts'
import { Ago } from '../ui/Ago.tsx'
import { asSentence } from '../ui/as-sentence.ts'
import { Button } from '../ui/Button.tsx'
import { Since } from '../ui/Since.tsx'
import { GapList } from './GapList.tsx'
import { noticeInks } from './notice-words.ts'
import type { PageNotice } from './page-state.ts'

export type NoticeNames = { host: (hostId: string) => string; record: (contradiction: Contradiction) => string }
type Props = { notice: PageNotice; names: NoticeNames }

/** One thing that a reader must know before trusting the picture. */
export function NoticeLine({ notice, names }: Props) {
  switch (notice.kind) {
    case 'recorded':
      return (
        <p>
          <Word tone="sel" text="Recording" /> <bdi>{notice.name ?? 'of an engine'}</bdi>
          {notice.recordedAt === null ? null : (
            <>
              , made <Ago at={notice.recordedAt} />
            </>
          )}
          . Nothing here is live. To see your own host, run <code className="mono">npm start</code> where Docker runs.
        </p>
      )
    case 'lost':
      return (
        <p role="status">
          <Word tone="bad" text="Stale" /> since <Since at={notice.link.since} />:{' '}
          <bdi>{asSentence(notice.link.detail)}</bdi>
        </p>
      )
    case 'stale':
      return (
        <p role="status">
          <Word tone="bad" text="Stale" /> view of <bdi>{names.host(notice.hostId)}</bdi> since{' '}
          <Since at={notice.heard.since} />: <bdi>{asSentence(notice.heard.detail)}</bdi>
        </p>
      )
    case 'refused':
      return (
        <p role="status">
          <Word tone="bad" text="Refused" /> agent <bdi className="mono">{notice.agent.address}</bdi> since{' '}
          <Since at={notice.agent.since} />: <bdi>{asSentence(notice.agent.detail)}</bdi> Nothing that it tells is
          drawn.
        </p>
      )
    case 'unheard':
      return (
        <p role="status">
          <Word tone="bad" text="No answer" /> from agent <bdi className="mono">{notice.agent.address}</bdi> since{' '}
          <Since at={notice.agent.since} />: <bdi>{asSentence(notice.agent.detail)}</bdi>
        </p>
      )
    case 'silent':
      return (
        <p role="status">
          <Word tone="bad" text="Engine silent" /> on <bdi>{names.host(notice.status.hostId)}</bdi> since{' '}
          <Since at={notice.status.engine.since} />: <bdi>{asSentence(notice.status.engine.detail)}</bdi> The kernel is
          still read; names are from memory.
        </p>
      )
    case 'partial':
      return <Partial notice={notice} name={names.host(notice.status.hostId)} />
    case 'contradiction':
      return <Contradicts contradiction={notice.contradiction} names={names} />
    case 'outdated':
      return (
        <p className="flex flex-wrap items-center gap-2">
          Portolan was updated. This page is from before.
          <Button onClick={() => window.location.reload()}>Reload</Button>
        </p>
      )
    default:
      return notice satisfies never
  }
}

function Partial({ notice, name }: { notice: Extract<PageNotice, { kind: 'partial' }>; name: string }) {
  const [open, setOpen] = useState(false)
  const { status, gaps } = notice
  return (
    <div>
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="min-w-0">
          <Word tone="warn" text="Partial" /> view of <bdi>{name}</bdi>:{' '}
          <bdi>{asSentence(status.sightReason ?? status.kernel.detail)}</bdi>
        </span>
        {gaps.length === 0 ? null : (
          <Button tone="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Hide' : 'Show'} {gaps.length === 1 ? 'the gap' : `${gaps.length} gaps`}
          </Button>
        )}
      </p>
      {open ? <GapList gaps={gaps} /> : null}
    </div>
  )
}

const Contradicts = ({ contradiction, names }: { contradiction: Contradiction; names: NoticeNames }) => (
  <p>
    <Word tone="warn" text="Contradiction" /> about <bdi>{names.record(contradiction)}</bdi>, {contradiction.subject}:{' '}
    {contradiction.told.map(
      ({ value, hostIds }, index): ReactNode => (
        <span key={`${value} ${hostIds.join()}`}>
          {index > 0 ? '; ' : ''}
          <bdi className="mono">{value}</bdi> says <bdi>{hostIds.map(names.host).join(', ')}</bdi>
        </span>
      ),
    )}
    .
  </p>
)

const Word = ({ tone, text }: { tone: keyof typeof noticeInks; text: string }) => (
  <strong className={`font-semibold ${noticeInks[tone]}`}>{text}</strong>
)
