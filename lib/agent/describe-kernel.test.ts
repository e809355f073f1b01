import { describe, expect, it } from 'vitest'
import { emptyAnswers, type HostAnswers } from '../collect/host-answers.ts'
import type { NamespaceFacts } from '../collect/namespace-facts.ts'
import type { Answer } from '../host/host-source.ts'
import { describeKernel, mayEnterNamespaces } from './describe-kernel.ts'

const facts: NamespaceFacts = {
  links: [],
  addresses: [],
  routes: [],
  rules: [],
  neighbours: [],
  fdb: [],
  vlans: [],
  netnsIds: [],
  firewall: [],
  sockets: [],
  ipvs: [],
  trafficFilters: [],
  transforms: [],
  sysctls: {},
  gaps: [],
}
const read: Answer<null> = { ok: true, value: null, source: 'netns', readAt: 1 }
const refused: Answer<null> = { ok: false, code: 'no-right', reason: 'not permitted', source: 'netns', readAt: 1 }

/** A host whose own namespace was read, and one other that went as `other` says. */
function answersWith(other: Answer<null>, missed: number): HostAnswers {
  const answers = emptyAnswers()
  const refs = [1, 2].map((inode) => ({ inode, files: [`/run/docker/netns/${inode}`], pids: [], isHost: inode === 1 }))
  answers.namespaceList = { ok: true, value: refs, source: 'find', readAt: 1 }
  if (missed > 0)
    answers.namespaceList.missed = [{ source: '/proc', code: 'no-right', reason: `${missed} are not seen` }]
  for (const ref of refs) {
    const latest = ref.isHost ? read : other
    answers.namespaces.set(ref.inode, { ref, value: latest.ok ? facts : null, latest })
  }
  return answers
}

describe('describeKernel', () => {
  it.each([
    ['everything is read', read, 0, 'live', true],
    ['one process of many is out of sight', read, 1, 'partial', true],
    ['nothing but the host can be entered', refused, 0, 'partial', false],
    ['nothing but the host can be entered or seen', refused, 9, 'partial', false],
  ] as const)('when %s', (_what, other, missed, state, enters) => {
    const answers = answersWith(other, missed)
    expect(describeKernel(answers, []).state).toBe(state)
    expect(mayEnterNamespaces(answers)).toBe(enters)
  })

  it('names a watcher that is deaf', () => {
    const gap = { source: 'ip monitor', code: 'tool-missing', reason: 'ip is not installed' } as const
    expect(describeKernel(answersWith(read, 0), [gap])).toMatchObject({
      state: 'partial',
      detail: expect.stringContaining('ip is not installed'),
    })
  })
})
