import type { PageNotice } from './page-state.ts'

/** Notices of one kind: each a line of its own while they are few, one line that unfolds when they are many. */
export type NoticeGroup = { kind: PageNotice['kind']; notices: PageNotice[]; folded: boolean }

const few = 2

/** Notices by kind, in the order in which the kinds come first. */
export function groupNotices(notices: readonly PageNotice[]): NoticeGroup[] {
  const groups = new Map<PageNotice['kind'], PageNotice[]>()
  for (const notice of notices) groups.set(notice.kind, [...(groups.get(notice.kind) ?? []), notice])
  return [...groups].map(([kind, list]) => ({ kind, notices: list, folded: list.length > few }))
}
