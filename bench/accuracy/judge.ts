import type { PathRefusal } from '../../lib/analyse/path/question.ts'
import type { Branch, Outcome, PathAnswer } from '../../lib/analyse/path/trace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import type { Place } from './place.ts'
import type { Truth } from './truth.ts'

export type Judgement = {
  /** `class`: rightly not delivered, but otherwise than foretold: refused, rejected, silent. */
  kind: 'agreed' | 'class' | 'unknown' | 'wrong'
  /** What is wrong, in words that the figures count by. */
  why: string
}

/** What a classifier or an eBPF program does is not foretold: the trace names it, and these are counted apart. */
export const unknownByFilter = 'filter of tc'

/** What the network may do where a way ends so. */
const classes: Record<Exclude<Outcome, 'unknown'>, readonly Truth['outcome'][]> = {
  delivered: ['answered'],
  refused: ['refused', 'hung-up'],
  dropped: ['timeout', 'blocked', 'hung-up'],
  rejected: ['rejected', 'refused', 'blocked', 'unreachable', 'hung-up'],
  'no-route': ['unreachable', 'rejected', 'timeout', 'hung-up'],
  'no-neighbour': ['timeout', 'unreachable', 'rejected', 'hung-up'],
  'not-forwarded': ['timeout', 'rejected', 'hung-up'],
  'name-not-found': ['name-not-found'],
  loop: ['timeout', 'rejected'],
  'too-big': ['too-big', 'timeout', 'rejected'],
}

/** Holds what was foretold against what the network did. */
export function judge(
  answer: PathAnswer | PathRefusal,
  truth: Truth,
  topology: Topology,
  places: readonly Place[],
): Judgement {
  if ('kind' in answer) return { kind: 'wrong', why: `question refused: ${answer.code}` }
  const asked = answer.branches.filter(({ address }) => truth.address === null || address === truth.address)
  if (answer.verdict.outcome === 'name-not-found' || truth.outcome === 'name-not-found')
    return judgeOutcome(answer.verdict.outcome, truth, null)
  if (asked.length === 0) {
    if (answer.verdict.outcome === 'unknown') return { kind: 'unknown', why: answer.verdict.code }
    return { kind: 'wrong', why: 'no branch of this address' }
  }
  // Where one of several ways is taken by chance, any of them may be the one.
  const judged = asked.map((branch) => judgeBranch(branch, truth, keyForetold(branch, topology, places)))
  return judged.find(({ kind }) => kind === 'agreed') ?? worst(judged)
}

/** Who asks hears nothing of what becomes of the answer. */
function judgeBranch({ verdict, back }: Branch, truth: Truth, key: string | null): Judgement {
  const isWayBack = back !== null && back.verdict.outcome !== 'delivered' && verdict.outcome !== 'unknown'
  if (isWayBack && verdict.outcome !== 'delivered' && truth.outcome === 'timeout') return { kind: 'agreed', why: '' }
  const isByFilter = /^tc (?:filter|qdisc) show /.test(verdict.evidence?.see ?? '')
  return judgeOutcome(verdict.outcome, truth, key, isByFilter ? unknownByFilter : verdict.code)
}

function judgeOutcome(outcome: Outcome, truth: Truth, key: string | null, code = ''): Judgement {
  if (outcome === 'unknown') return { kind: 'unknown', why: code }
  if (outcome === 'delivered' && truth.outcome === 'answered') {
    if (key !== null && truth.key !== null && key !== truth.key) return { kind: 'wrong', why: 'another answered' }
    return { kind: 'agreed', why: '' }
  }
  if (outcome === 'delivered') return { kind: 'wrong', why: 'delivered, but it is not' }
  if (truth.outcome === 'answered') return { kind: 'wrong', why: 'not delivered, but it is' }
  if (outcome === 'name-not-found' || truth.outcome === 'name-not-found')
    return outcome === truth.outcome ? { kind: 'agreed', why: '' } : { kind: 'wrong', why: 'name' }
  if (classes[outcome].includes(truth.outcome)) return { kind: 'agreed', why: '' }
  return { kind: 'class', why: `${outcome}, but ${truth.outcome}` }
}

/** Who is to answer, by the key that it says: the namespace in which the way there ends. */
function keyForetold({ reaches, there }: Branch, topology: Topology, places: readonly Place[]): string | null {
  const container = places.find(({ containerId }) => containerId !== null && containerId === reaches)
  if (container) return `${container.inode}`
  const last = there.hops.at(-1)?.namespaceId
  const inode = topology.namespaces.find(({ id }) => id === last)?.inode
  return inode == null ? null : `${inode}`
}

const order: readonly Judgement['kind'][] = ['class', 'wrong', 'unknown']
const worst = (judged: readonly Judgement[]): Judgement =>
  judged.reduce((one, other) => (order.indexOf(other.kind) > order.indexOf(one.kind) ? other : one))
