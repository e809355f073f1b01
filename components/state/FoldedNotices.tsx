import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import type { NoticeGroup } from './group-notices.ts'
import { keyOfNotice } from './key-of-notice.ts'
import { NoticeLine, type NoticeNames } from './NoticeLine.tsx'
import { countNotices, noticeInks, noticeWords } from './notice-words.ts'

type Props = { group: NoticeGroup; names: NoticeNames }

/** Many notices of one kind in one line, which unfolds. */
export function FoldedNotices({ group: { kind, notices }, names }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <div>
      <p role="status" className="flex flex-wrap items-center gap-x-2">
        <strong className={`font-semibold ${noticeInks[noticeWords[kind].tone]}`}>
          {countNotices(kind, notices.length)}
        </strong>
        <Button tone="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide them' : 'Show them'}
        </Button>
      </p>
      {open ? (
        <ul className="flex max-h-64 flex-col gap-1 overflow-auto py-1">
          {notices.map((notice) => (
            <li key={keyOfNotice(notice)}>
              <NoticeLine notice={notice} names={names} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
