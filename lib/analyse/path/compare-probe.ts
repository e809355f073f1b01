import type { ProbeOutcome, ProbeResult } from '../../model/probe.ts'
import type { Branch, Outcome, PathAnswer, ReasonCode } from './trace.ts'

/** A prediction beside what a real packet found. */
export type ProbeComparison = {
  /** `open`: the packet neither bears the prediction out nor contradicts it. */
  verdict: 'agree' | 'differ' | 'open'
  /** Which of the two to go by; null where they agree. */
  believe: 'probe' | 'prediction' | null
  /** One or two sentences: what the two say of each other, and why the one is to be believed. */
  says: string
}

/** What a packet finds where a way ends like that. Several, where the kernel lets a socket know less than it does itself. */
const expected: Record<Exclude<Outcome, 'unknown'>, readonly ProbeOutcome[]> = {
  delivered: ['answered'],
  refused: ['refused'],
  dropped: ['timeout', 'blocked'],
  rejected: ['rejected', 'refused'],
  'no-route': ['unreachable', 'rejected', 'timeout'],
  'no-neighbour': ['rejected', 'timeout', 'unreachable'],
  'not-forwarded': ['timeout', 'rejected', 'unreachable'],
  'name-not-found': [],
  loop: ['rejected', 'timeout'],
  'too-big': ['too-big', 'timeout'],
}

/** A socket that has accepted speaks for the one who accepted: with these ends of a way that was docker-proxy, and not the container. */
const behindProxy: readonly ReasonCode[] = ['proxy-target']
const fresh = 10_000

/** Sets one branch of an answer beside the packet that asked the same at `sentAt`, and says which of the two to believe. */
export function compareProbe(answer: PathAnswer, branch: Branch, result: ProbeResult, sentAt: number): ProbeComparison {
  const { outcome, code } = branch.verdict
  if (result.outcome === 'not-sent')
    return { verdict: 'open', believe: 'prediction', says: 'No packet went out: only the prediction can be gone by.' }
  if (outcome === 'unknown')
    return { verdict: 'open', believe: 'probe', says: 'The packet tells what the prediction cannot.' }
  const passedProxy = branch.there.hops.some(({ steps }) => steps.some(({ kind }) => kind === 'proxy'))
  if (result.outcome === 'answered' && outcome !== 'delivered' && (passedProxy || behindProxy.includes(code))) {
    const says =
      'docker-proxy accepts a connection before it has one to the container, so that the handshake alone proves nothing.'
    return { verdict: 'open', believe: 'prediction', says }
  }
  if (outcome === 'delivered' && passedProxy && result.code === 'closed') {
    const says = `docker-proxy accepted and hung up at once, as it does where it cannot reach the container. ${staleness(answer, branch, sentAt)}`
    return { verdict: 'differ', believe: 'probe', says }
  }
  if (expected[outcome].includes(result.outcome))
    return { verdict: 'agree', believe: null, says: agreement(outcome, result) }
  const open = whyOpen(answer.question.protocol, outcome, result)
  if (open !== null) return { verdict: 'open', believe: 'prediction', says: open }
  return {
    verdict: 'differ',
    believe: 'probe',
    says: `${whyProbe(outcome, result)} ${staleness(answer, branch, sentAt)}`,
  }
}

const agreement = (outcome: Outcome, { outcome: found }: ProbeResult): string =>
  found === 'timeout' && outcome !== 'delivered'
    ? 'The packet got no answer, as predicted; silence does not tell where it ended, the prediction does.'
    : 'The packet found what was predicted.'

/** Why a packet that found something else proves nothing; null where it does. */
function whyOpen(protocol: PathAnswer['question']['protocol'], outcome: Outcome, result: ProbeResult): string | null {
  if (protocol === 'udp' && result.outcome === 'timeout') {
    if (outcome === 'delivered') return 'Nothing came back, which with UDP proves nothing: who listens need not answer.'
    if (outcome === 'refused' || outcome === 'rejected')
      return 'Nothing came back: kernels limit how often they refuse by ICMP, and keep some of it from the sender.'
  }
  if (outcome === 'too-big' && protocol === 'tcp')
    return 'The handshake is of small packets, so that it cannot show that large ones do not pass.'
  if (outcome === 'too-big' && protocol === 'udp')
    return 'Once the kernel has heard that a way takes less, it cuts datagrams before they leave, for some minutes: this one went in pieces. The prediction is of one that goes whole.'
  return null
}

function whyProbe(outcome: Outcome, { outcome: found }: ProbeResult): string {
  if (found === 'answered') return 'A real packet got its answer.'
  if (outcome === 'delivered') return 'A real packet got no such answer.'
  return 'A real packet ended otherwise.'
}

/** What the prediction may have missed, the likeliest first. */
function staleness(answer: PathAnswer, branch: Branch, sentAt: number): string {
  if (answer.basis === 'engine') return "The prediction rests on the engine's word alone: believe the packet."
  const readAt = oldestRead(answer, branch)
  if (readAt === null)
    return 'What nobody tells of, a sysctl for one, may have changed since the facts were read: believe the packet, and read them anew.'
  if (sentAt - readAt > fresh)
    return `The facts were read ${Math.round((sentAt - readAt) / 1000)} s before it was sent and may have changed since: believe the packet, and read them anew.`
  if (answer.assumptions[0])
    return `The prediction takes for granted: ${answer.assumptions[0].replace(/\.$/, '')}. Believe the packet.`
  return 'Believe the packet: the kernel itself decided. Ask again; if they still differ, the facts lack something that decides here.'
}

/** When the namespaces on a way were read for the question, the oldest of them; null where one was not. */
function oldestRead({ reads }: PathAnswer, { there, back }: Branch): number | null {
  const readAt = new Map(reads.map((read) => [read.namespaceId, read.readAt]))
  const onTheWay = [...there.hops, ...(back?.hops ?? [])].flatMap(({ namespaceId }) => namespaceId ?? [])
  const times = onTheWay.map((id) => readAt.get(id) ?? null)
  return times.reduce(
    (oldest, at) => (oldest === null || at === null ? null : Math.min(oldest, at)),
    Number.POSITIVE_INFINITY,
  )
}
