import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { groupNotices } from './group-notices.ts'
import { keyOfNotice } from './key-of-notice.ts'
import { NoticeLine, type NoticeNames } from './NoticeLine.tsx'
import { countNotices, noticeInks, noticeWords } from './notice-words.ts'
import type { PageNotice } from './page-state.ts'

type Props = { notices: PageNotice[]; names: NoticeNames }

/** All notices in one paragraph that unfolds: where the screen is narrow the picture comes first. */
export function NoticeSheet({ notices, names }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <section aria-label="Notices" className="border-line border-b bg-panel px-4 py-1.5">
      <div className="flex items-center gap-x-2">
        <p role="status" className="min-w-0 flex-1">
          {groupNotices(notices).map(({ kind, notices: list }, index) => (
            <span key={kind}>
              {index > 0 ? ', ' : ''}
              <strong className={`font-semibold ${noticeInks[noticeWords[kind].tone]}`}>
                {countNotices(kind, list.length)}
              </strong>
            </span>
          ))}
        </p>
        <Button tone="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide' : 'Show'}
        </Button>
      </div>
      {open ? (
        <ul className="flex max-h-[50dvh] flex-col gap-1.5 overflow-auto py-1">
          {notices.map((notice) => (
            <li key={keyOfNotice(notice)} className="border-hair border-t pt-1.5">
              <NoticeLine notice={notice} names={names} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
