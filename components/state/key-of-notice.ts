import type { PageNotice } from './page-state.ts'

/** Unique among the notices of a page, and the same while the notice stands. */
export function keyOfNotice(notice: PageNotice): string {
  switch (notice.kind) {
    case 'silent':
    case 'partial':
      return `${notice.kind} ${notice.status.hostId}`
    case 'stale':
      return `stale ${notice.hostId}`
    case 'refused':
    case 'unheard':
      return `${notice.kind} ${notice.agent.address}`
    case 'contradiction':
      return `contradiction ${notice.contradiction.id}`
    case 'recorded':
    case 'lost':
    case 'outdated':
      return notice.kind
    default:
      return notice satisfies never
  }
}
