import { useState } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import { Ago } from '../ui/Ago.tsx'
import { Button } from '../ui/Button.tsx'
import { Since } from '../ui/Since.tsx'
import { GapList } from './GapList.tsx'
import type { PageNotice } from './page-state.ts'

type Props = { notices: PageNotice[]; topology: Topology | null }

/** One line for each thing that a reader must know before trusting the picture. */
export function Notices({ notices, topology }: Props) {
  if (notices.length === 0) return null
  const nameOf = (hostId: string) => topology?.hosts.find((host) => host.id === hostId)?.name ?? hostId
  return (
    <ul aria-label="Notices" className="border-line border-b bg-panel">
      {notices.map((notice) => (
        <li key={keyOf(notice)} className="border-hair border-b px-4 py-1.5 last:border-0">
          <NoticeLine notice={notice} nameOf={nameOf} />
        </li>
      ))}
    </ul>
  )
}

const keyOf = (notice: PageNotice): string =>
  'status' in notice ? `${notice.kind} ${notice.status.hostId}` : notice.kind

function NoticeLine({ notice, nameOf }: { notice: PageNotice; nameOf: (hostId: string) => string }) {
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
          <Word tone="bad" text="Stale" /> since <Since at={notice.link.since} />: <bdi>{notice.link.detail}</bdi>
        </p>
      )
    case 'silent':
      return (
        <p role="status">
          <Word tone="bad" text="Engine silent" /> on <bdi>{nameOf(notice.status.hostId)}</bdi> since{' '}
          <Since at={notice.status.engine.since} />: <bdi>{notice.status.engine.detail}</bdi> The kernel is still read;
          names are from memory.
        </p>
      )
    case 'partial':
      return <Partial notice={notice} name={nameOf(notice.status.hostId)} />
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
          <bdi>{status.sightReason ?? status.kernel.detail}</bdi>
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

const inks = { sel: 'text-sel', warn: 'text-warn', bad: 'text-bad' }

const Word = ({ tone, text }: { tone: keyof typeof inks; text: string }) => (
  <strong className={`font-semibold ${inks[tone]}`}>{text}</strong>
)
