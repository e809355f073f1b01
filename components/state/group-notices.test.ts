import { expect, test } from 'vitest'
import type { AgentState } from '../../lib/api/contract.ts'
import { groupNotices } from './group-notices.ts'
import type { PageNotice } from './page-state.ts'

const refused = (address: string): PageNotice => {
  const agent: AgentState = {
    address,
    state: 'refused',
    since: 0,
    detail: '',
    hostId: null,
    agentVersion: null,
    protocol: null,
    keyFingerprint: null,
  }
  return { kind: 'refused', agent }
}

test('two of a kind are two lines, a hundred are one that unfolds', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => refused(`host${n}:4748`))
  const folded = (notices: PageNotice[]) => groupNotices(notices).map((group) => [group.kind, group.folded])
  expect(folded(hundred.slice(0, 2))).toEqual([['refused', false]])
  expect(folded([{ kind: 'outdated' }, ...hundred])).toEqual([
    ['outdated', false],
    ['refused', true],
  ])
})
