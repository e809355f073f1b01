import type { Topology } from '../../lib/model/topology.ts'
import { useMedia } from '../ui/use-media.ts'
import { FoldedNotices } from './FoldedNotices.tsx'
import { groupNotices } from './group-notices.ts'
import { keyOfNotice } from './key-of-notice.ts'
import { NoticeLine, type NoticeNames } from './NoticeLine.tsx'
import { NoticeSheet } from './NoticeSheet.tsx'
import type { PageNotice } from './page-state.ts'

type Props = { notices: PageNotice[]; topology: Topology | null }

/** One line for each thing that a reader must know before trusting the picture; one line for many of a kind, and on a narrow screen one for all. */
export function Notices({ notices, topology }: Props) {
  const narrow = useMedia('(max-width: 639px)')
  if (notices.length === 0) return null
  const names = namesOf(topology)
  if (narrow && notices.length > 1) return <NoticeSheet notices={notices} names={names} />
  return (
    <section aria-label="Notices of the page" className="max-h-[40dvh] overflow-auto border-line border-b bg-panel">
      <ul aria-label="Notices">
        {groupNotices(notices).flatMap((group) =>
          group.folded
            ? [
                <li key={group.kind} className={line}>
                  <FoldedNotices group={group} names={names} />
                </li>,
              ]
            : group.notices.map((notice) => (
                <li key={keyOfNotice(notice)} className={line}>
                  <NoticeLine notice={notice} names={names} />
                </li>
              )),
        )}
      </ul>
    </section>
  )
}

const line = 'border-hair border-b px-4 py-1.5 last:border-0'

const namesOf = (topology: Topology | null): NoticeNames => ({
  host: (hostId) => topology?.hosts.find((host) => host.id === hostId)?.name ?? hostId,
  record: ({ kind, recordId }) => {
    const record = topology?.[kind].find(({ id }) => id === recordId)
    if (record === undefined) return recordId
    return 'name' in record ? record.name : 'hostname' in record ? record.hostname : record.ownerName
  },
})
