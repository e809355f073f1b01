import { expect, test } from 'vitest'
import type { Branch, Outcome, PathAnswer, Verdict } from '../../lib/analyse/path/trace.ts'
import { ContainerId } from '../../lib/model/id.ts'
import { emptyTopology } from '../../lib/model/topology.ts'
import { judge } from './judge.ts'
import type { Place } from './place.ts'
import type { Truth } from './truth.ts'

const container = ContainerId.parse('c1')
const place: Place = {
  ...{ kind: 'container', label: 'host1/db', host: 'host1', name: 'db', from: 'c1', containerId: 'c1' },
  ...{ file: '', inode: 7, root: null },
}

const verdictOf = (outcome: Outcome): Verdict => ({
  ...{ outcome, code: 'listener', says: '', hostId: null, namespaceId: null, evidence: null, toChange: null },
})

const branchTo = (address: string, outcome: Outcome): Branch => {
  const verdict = verdictOf(outcome)
  return { address, port: 80, there: { hops: [], verdict }, back: null, verdict, reaches: container }
}

const end = { kind: 'container', label: '', hostId: null, containerId: null, namespaceId: null } as const

const answerOf = (outcome: Outcome, branches: Branch[]): PathAnswer => ({
  question: { from: '', to: '', protocol: 'tcp', port: 80, size: 84 },
  ...{ from: end, to: end, resolution: [], branches, verdict: verdictOf(outcome) },
  ...{ basis: 'kernel', assumptions: [], readAt: 0, reads: [] },
})

const truthOf = (outcome: Truth['outcome'], more: Partial<Truth> = {}): Truth => {
  return { outcome, address: null, key: null, says: '', ...more }
}

const judged = (outcome: Outcome, truth: Truth) =>
  judge(answerOf(outcome, [branchTo('10.0.0.2', outcome)]), truth, emptyTopology(), [place])

test('both kinds of error are wrong', () => {
  expect(judged('delivered', truthOf('timeout'))).toEqual({ kind: 'wrong', why: 'delivered, but it is not' })
  expect(judged('dropped', truthOf('answered'))).toEqual({ kind: 'wrong', why: 'not delivered, but it is' })
})

test('an answer of another container is wrong, whatever was foretold to answer', () => {
  expect(judged('delivered', truthOf('answered', { key: '7' })).kind).toBe('agreed')
  expect(judged('delivered', truthOf('answered', { key: '8' }))).toEqual({ kind: 'wrong', why: 'another answered' })
})

test('silence where a refusal was foretold is another class, and no error', () => {
  expect(judged('refused', truthOf('refused')).kind).toBe('agreed')
  expect(judged('refused', truthOf('timeout'))).toEqual({ kind: 'class', why: 'refused, but timeout' })
})

test('unknown is neither right nor wrong', () => {
  expect(judged('unknown', truthOf('answered')).kind).toBe('unknown')
})

test('of several addresses that which the name came to counts', () => {
  const answer = answerOf('dropped', [branchTo('10.0.0.2', 'delivered'), branchTo('10.0.0.3', 'dropped')])
  const ask = (address: string, outcome: Truth['outcome']) =>
    judge(answer, truthOf(outcome, { address }), emptyTopology(), [place]).kind
  expect(ask('10.0.0.2', 'answered')).toBe('agreed')
  expect(ask('10.0.0.3', 'timeout')).toBe('agreed')
  expect(ask('10.0.0.3', 'answered')).toBe('wrong')
  expect(ask('10.0.0.4', 'answered')).toBe('wrong')
})

test('a name that is not found is foretold as such', () => {
  const answer = answerOf('name-not-found', [])
  expect(judge(answer, truthOf('name-not-found'), emptyTopology(), []).kind).toBe('agreed')
  expect(judge(answer, truthOf('answered', { address: '10.0.0.2' }), emptyTopology(), []).kind).toBe('wrong')
})
