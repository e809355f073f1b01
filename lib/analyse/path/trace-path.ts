import type { Topology } from '../../model/topology.ts'
import { indexOf } from '../topology-index.ts'
import { answerByEngine } from './by-engine/answer-by-engine.ts'
import { checkQuestion } from './check-question.ts'
import { findEnd } from './ends/find-end.ts'
import type { FoundEnd } from './ends/found-end.ts'
import { nearestEnds } from './ends/nearest-ends.ts'
import { resolveName } from './ends/resolve-name.ts'
import { splitPort } from './ends/split-port.ts'
import { type Ip, ipOf } from './ip.ts'
import { originsOf } from './origins-of.ts'
import { overallVerdict } from './overall-verdict.ts'
import { type PathQuestion, type PathRefusal, smallPacket } from './question.ts'
import { targetsOf } from './targets-of.ts'
import type { Branch, End, PathAnswer, Step, Verdict } from './trace.ts'
import type { Origin } from './walk/answer-back.ts'
import { traceFlow } from './walk/trace-flow.ts'
import type { Met } from './walk/walk.ts'
import { type World, worldOf } from './walk/world.ts'

type Found = Extract<FoundEnd, { kind: 'found' }>

/** So many tasks of a service are asked for; the rest is said. */
const mostOrigins = 16

/** Whether a packet from one end reaches the other and its answer comes back, and if not, what stops it. */
export function tracePath(topology: Topology, question: PathQuestion): PathAnswer | PathRefusal {
  const from = findEnd(topology, question.from)
  if (from.kind !== 'found' && from.kind !== 'stopped') return refusal(from, 'from')
  if (from.kind === 'found' && from.end.kind === 'name') {
    const says = `Nothing here is called ${from.end.label}; packets come from a container, a service, a host or an address.`
    return refusal({ kind: 'unknown', says, candidates: nearestEnds(topology, question.from) }, 'from')
  }
  const to = destinationOf(topology, from, question.to)
  if (to.kind !== 'found' && to.kind !== 'stopped') return refusal(to, 'to')
  const checked = checkQuestion(question, to.port)
  if (checked.kind === 'refused') return checked
  const asked: PathAnswer['question'] = {
    ...{ from: question.from, to: question.to, protocol: question.protocol },
    ...{ port: checked.port, size: question.size ?? smallPacket },
  }
  const blank = {
    question: asked,
    from: from.end,
    to: to.end,
    readAt: topology.readAt,
    basis: 'kernel' as const,
    reads: [],
  }
  const [stopped] = [from, to].filter((end) => end.kind === 'stopped')
  if (stopped?.kind === 'stopped')
    return { ...blank, resolution: [], branches: [], assumptions: [], verdict: ofStopped(stopped.end, stopped.says) }
  if (from.kind === 'stopped' || to.kind === 'stopped')
    return refusal({ kind: 'unknown', says: 'An end does not run.', candidates: [] }, 'to')
  return { ...blank, ...answerBetween(topology, asked, from, to) }
}

/** A bare name is to a container first what its own resolver says it is: several hosts may have a container of that name. */
function destinationOf(topology: Topology, from: FoundEnd, text: string): FoundEnd {
  const found = findEnd(topology, text)
  const { name, port } = splitPort(text.trim())
  const isBare = /^[\w.-]+$/.test(name) && !ipOf(name)
  const [place] = from.kind === 'found' && from.end.kind === 'container' ? from.places : []
  const namespace = place?.namespaceId ? indexOf(topology).namespace.get(place.namespaceId) : undefined
  if (!isBare || !namespace || found.kind === 'stopped') return found
  if (resolveName(topology, namespace, name).kind !== 'found') return found
  const end: End = { kind: 'name', label: name, hostId: null, containerId: null, namespaceId: null }
  return { kind: 'found', end, port, places: [], serviceId: null }
}

/** The answer where the ends are found. `met` hears of every packet at every hook. */
export const answerBetween = (
  topology: Topology,
  asked: PathAnswer['question'],
  from: Found,
  to: Found,
  met?: Met,
): Answer => answerByEngine(topology, asked, from, to) ?? answer(worldOf(topology), asked, from, to, met)

type Answer = Pick<PathAnswer, 'resolution' | 'branches' | 'assumptions' | 'verdict'> & Partial<PathAnswer>

function answer(
  world: World,
  asked: PathAnswer['question'],
  from: Found,
  to: Found,
  met?: Met,
): Pick<PathAnswer, 'resolution' | 'branches' | 'assumptions' | 'verdict'> {
  const { origins, why } = originsOf(world, from)
  const resolution = new Map<string, Step>()
  const assumptions = new Set<string>()
  const branches: Branch[] = []
  const failures: Verdict[] = why === null ? [] : [unknownAt(from.end, `Unknown: ${why}`)]
  for (const origin of origins.slice(0, mostOrigins)) {
    const targets = targetsOf(world, to, origin)
    for (const step of targets.steps) resolution.set(step.says, step)
    for (const assumption of targets.assumptions) assumptions.add(assumption)
    if (targets.verdict) failures.push(targets.verdict)
    for (const destination of targets.destinations) {
      const { source } = origin
      if (source && source.family !== destination.family) failures.push(otherFamily(from.end, source, destination))
      else branches.push(...branchesTo(world, asked, origin, destination, assumptions, met))
    }
  }
  if (origins.length > mostOrigins)
    assumptions.add(`Only the first ${mostOrigins} of ${origins.length} tasks of ${from.end.label} were asked for.`)
  return {
    resolution: [...resolution.values()],
    branches,
    assumptions: [...assumptions].sort(),
    verdict: overallVerdict([...failures, ...branches.map(({ verdict }) => verdict)]),
  }
}

function branchesTo(
  world: World,
  asked: PathAnswer['question'],
  origin: Origin,
  destination: Parameters<typeof traceFlow>[1]['destination'],
  assumptions: Set<string>,
  met: Met | undefined,
): Branch[] {
  const flow = { origin, destination, protocol: asked.protocol, port: asked.port ?? 0, size: asked.size }
  return traceFlow(world, flow, met).map(({ there, back, verdict, reaches, assumptions: taken }) => {
    for (const assumption of taken) assumptions.add(assumption)
    return { address: destination.text, port: asked.port, there, back, verdict, reaches }
  })
}

function refusal(
  { kind, says, candidates }: Extract<FoundEnd, { kind: 'ambiguous' | 'unknown' | 'bad-port' }>,
  field: 'from' | 'to',
): PathRefusal {
  const code = kind === 'bad-port' ? 'bad-port' : (`${kind}-end` as const)
  return { kind: 'refused', code, says, field, candidates }
}

const otherFamily = ({ hostId, namespaceId }: End, source: Ip, destination: Ip): Verdict => ({
  ...{ outcome: 'no-route', code: 'no-route', hostId, namespaceId, evidence: null },
  says: `No way: ${source.text} is IP${source.family === 'inet' ? 'v4' : 'v6'} and ${destination.text} is not.`,
  toChange: 'Both would have to have an address of one family.',
})

const unknownAt = ({ hostId, namespaceId }: End, says: string): Verdict => ({
  ...{ outcome: 'unknown', code: 'namespace-not-read', says, hostId, namespaceId, evidence: null, toChange: null },
})

const ofStopped = ({ hostId, label }: End, says: string): Verdict => ({
  ...{ outcome: 'no-route', code: 'container-not-running', says, hostId, namespaceId: null, evidence: null },
  toChange: `${label} would have to run.`,
})
