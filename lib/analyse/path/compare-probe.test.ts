import { describe, expect, test } from 'vitest'
import { NamespaceId } from '../../model/id.ts'
import type { ProbeOutcome, ProbeResult } from '../../model/probe.ts'
import { compareProbe } from './compare-probe.ts'
import type { Branch, Outcome, PathAnswer, ReasonCode, Step, Verdict } from './trace.ts'

const readAt = 1_700_000_000_000
const verdictOf = (outcome: Outcome, code: ReasonCode): Verdict => ({
  ...{ outcome, code, says: '', hostId: null, namespaceId: null, evidence: null, toChange: null },
})

function branchOf(outcome: Outcome, code: ReasonCode = 'listener', steps: Step[] = []): Branch {
  const hop = { hostId: null, namespaceId: null, arrivesBy: null, leavesBy: null, packet: '', steps }
  const verdict = verdictOf(outcome, code)
  return { address: '10.0.0.2', port: 80, there: { hops: [hop], verdict }, back: null, verdict, reaches: null }
}

function answerOf(branch: Branch, protocol: 'icmp' | 'tcp' | 'udp', changes: Partial<PathAnswer> = {}): PathAnswer {
  const end = { kind: 'address' as const, label: '', hostId: null, containerId: null, namespaceId: null }
  const question = { from: '', to: '', protocol, port: 80, size: 84 }
  const answer = { question, from: end, to: end, resolution: [], branches: [branch], verdict: branch.verdict }
  return { ...answer, basis: 'kernel', assumptions: [], readAt, reads: [], ...changes }
}

const found = (outcome: ProbeOutcome, code: string | null = null): ProbeResult => ({
  ...{ outcome, says: '', by: null, code, ms: null, detail: null },
})

const compare = (branch: Branch, result: ProbeResult, protocol: 'icmp' | 'tcp' | 'udp' = 'tcp', age = 100) =>
  compareProbe(answerOf(branch, protocol), branch, result, readAt + age)

const proxied: Step[] = [{ kind: 'proxy', says: '', evidence: null }]

describe('a prediction beside a packet', () => {
  test.each<[Outcome, ProbeOutcome]>([
    ['delivered', 'answered'],
    ['refused', 'refused'],
    ['dropped', 'timeout'],
    ['dropped', 'blocked'],
    ['rejected', 'rejected'],
    ['rejected', 'refused'],
    ['no-route', 'unreachable'],
    ['no-neighbour', 'rejected'],
    ['not-forwarded', 'timeout'],
    ['too-big', 'too-big'],
  ])('%s and %s agree', (outcome, result) => {
    expect(compare(branchOf(outcome), found(result))).toMatchObject({ verdict: 'agree', believe: null })
  })

  test.each<[Outcome, ProbeOutcome]>([
    ['delivered', 'timeout'],
    ['delivered', 'refused'],
    ['dropped', 'answered'],
    ['refused', 'timeout'],
    ['no-route', 'answered'],
    ['rejected', 'timeout'],
  ])('%s and %s differ, and the packet is believed', (outcome, result) => {
    expect(compare(branchOf(outcome), found(result))).toMatchObject({ verdict: 'differ', believe: 'probe' })
  })

  test('facts that were not read for the question are the first suspects, then old ones, then what is taken for granted', () => {
    const branch = branchOf('delivered')
    const [hop] = branch.there.hops
    const namespaceId = NamespaceId.parse('h1/net:1')
    const through = hop ? { ...branch, there: { ...branch.there, hops: [{ ...hop, namespaceId }] } } : branch
    const says = (changes: Partial<PathAnswer>) =>
      compareProbe(answerOf(through, 'tcp', changes), through, found('timeout'), readAt + 60_000).says
    expect(says({})).toContain('sysctl')
    expect(says({ reads: [{ namespaceId, readAt }] })).toContain('60 s before')
    const reads = [{ namespaceId, readAt: readAt + 59_000 }]
    expect(says({ reads, assumptions: ['the wire carries.'] })).toContain('the wire carries')
    expect(says({ reads })).toContain('the kernel itself decided')
  })

  test('a datagram that went in pieces proves nothing of one that goes whole; a ping is never cut', () => {
    for (const result of ['answered', 'refused'] as const)
      expect(compare(branchOf('too-big'), found(result), 'udp')).toMatchObject({
        verdict: 'open',
        believe: 'prediction',
      })
    expect(compare(branchOf('too-big'), found('too-big'), 'udp').verdict).toBe('agree')
    expect(compare(branchOf('too-big'), found('answered'), 'icmp').verdict).toBe('differ')
  })

  test('silence of UDP proves nothing where nobody need answer, and agrees where nothing arrives', () => {
    expect(compare(branchOf('delivered'), found('timeout'), 'udp')).toMatchObject({
      verdict: 'open',
      believe: 'prediction',
    })
    expect(compare(branchOf('refused'), found('timeout'), 'udp').verdict).toBe('open')
    expect(compare(branchOf('dropped'), found('timeout'), 'udp').verdict).toBe('agree')
  })

  test('a handshake with docker-proxy is none with the container', () => {
    const behind = branchOf('refused', 'proxy-target', proxied)
    expect(compare(behind, found('answered'))).toMatchObject({ verdict: 'open', believe: 'prediction' })
    const through = branchOf('delivered', 'listener', proxied)
    expect(compare(through, found('answered', 'closed'))).toMatchObject({ verdict: 'differ', believe: 'probe' })
    expect(compare(through, found('answered'))).toMatchObject({ verdict: 'agree' })
  })

  test('what is not known, and what was not sent, leave it to the other', () => {
    expect(compare(branchOf('unknown', 'outside'), found('answered'))).toMatchObject({
      verdict: 'open',
      believe: 'probe',
    })
    expect(compare(branchOf('delivered'), found('not-sent'))).toMatchObject({ verdict: 'open', believe: 'prediction' })
  })
})
