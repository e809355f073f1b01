import type { PageNotice } from './page-state.ts'

/** What many notices of one kind are, after their number, and how grave that is. */
export const noticeWords: Record<PageNotice['kind'], { one: string; many: string; tone: 'sel' | 'warn' | 'bad' }> = {
  recorded: { one: 'recording', many: 'recordings', tone: 'sel' },
  lost: { one: 'connection lost', many: 'connections lost', tone: 'bad' },
  stale: { one: 'host is stale', many: 'hosts are stale', tone: 'bad' },
  refused: { one: 'agent is refused', many: 'agents are refused', tone: 'bad' },
  unheard: { one: 'agent does not answer', many: 'agents do not answer', tone: 'bad' },
  silent: { one: 'engine is silent', many: 'engines are silent', tone: 'bad' },
  partial: { one: 'host is seen in part', many: 'hosts are seen in part', tone: 'warn' },
  contradiction: { one: 'contradiction between hosts', many: 'contradictions between hosts', tone: 'warn' },
  outdated: { one: 'update', many: 'updates', tone: 'sel' },
}

export const noticeInks = { sel: 'text-sel', warn: 'text-warn', bad: 'text-bad' }

/** `2 agents are refused`. */
export const countNotices = (kind: PageNotice['kind'], count: number): string =>
  `${count} ${count === 1 ? noticeWords[kind].one : noticeWords[kind].many}`
