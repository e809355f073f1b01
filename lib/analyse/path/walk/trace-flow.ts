import type { ContainerId } from '../../../model/id.ts'
import { answersByRoute } from '../ends/answers-by-route.ts'
import { proxyTarget } from '../ends/proxy-target.ts'
import type { Ip } from '../ip.ts'
import type { Packet, Protocol } from '../packet.ts'
import { smallPacket } from '../question.ts'
import type { Verdict, Way } from '../trace.ts'
import { answerTo, type Origin, wayBack, wayOf } from './answer-back.ts'
import { hearRejection } from './hear-rejection.ts'
import { hopLimit } from './hop-limit.ts'
import { makeWalk, wired } from './make-walk.ts'
import { sendFromOutside } from './send-from-outside.ts'
import { stop } from './stop.ts'
import { note } from './trail.ts'
import { deliveredVerdict, verdictAt, verdictOfStop } from './verdict-of.ts'
import type { Ending, Met, Walk } from './walk.ts'
import type { Space, World } from './world.ts'

export type Flow = { origin: Origin; destination: Ip; protocol: Exclude<Protocol, 'esp'>; port: number; size: number }

/** One way of a flow and its answer's. */
export type FlowTrace = {
  there: Way
  back: Way | null
  verdict: Verdict
  reaches: ContainerId | null
  assumptions: string[]
}

/** A port that programs take by themselves (ip_local_port_range). */
const ownPort = 41_000
/** Hosts and namespaces that a proxy may hand on to in a row. */
const longestProxyChain = 3
/** So many ways that the kernel may choose are walked; that there are more is said. */
const mostWays = 16

/** Every way that the kernel may choose for a flow, up to a limit. */
export function traceFlow(world: World, flow: Flow, met?: Met): FlowTrace[] {
  const traces: FlowTrace[] = []
  const pending: number[][] = [[]]
  for (let picks = pending.pop(); picks !== undefined && traces.length < mostWays; picks = pending.pop()) {
    const made: number[] = []
    const choose = (count: number): number => {
      const pick = picks[made.length] ?? 0
      if (made.length >= picks.length) for (let other = count - 1; other > 0; other--) pending.push([...made, other])
      made.push(pick)
      return pick
    }
    traces.push(traceOnce(world, flow, choose, met, new Map(), 0))
  }
  if (pending.length > 0)
    traces
      .at(-1)
      ?.assumptions.push(
        `The kernel has more ways to choose from than the ${mostWays} that were walked, which fare alike.`,
      )
  return traces
}

function traceOnce(
  world: World,
  flow: Flow,
  choose: Walk['choose'],
  met: Met | undefined,
  heard: Walk['heard'],
  depth: number,
): FlowTrace {
  const assumptions = new Set<string>()
  const picks: number[] = []
  const picking = (count: number): number => {
    const pick = choose(count)
    picks.push(pick)
    return pick
  }
  const walk = makeWalk(world, picking, assumptions, met, heard)
  const { origin } = flow
  const request = firstPacket(flow)
  const ending = sendFrom(walk, origin, request)
  if (ending.kind === 'stopped')
    return single(ending.outcome === 'rejected' ? hearRejection(walk, ending, origin, request) : ending, assumptions)
  if (ending.kind === 'left') {
    const says = `Unknown: ${ending.says}, so what becomes of it there is not known.`
    return single(
      stop({ space: null, packet: ending.packet, trail: ending.trail }, 'unknown', 'outside', says),
      assumptions,
    )
  }
  const { space, taker, vrf } = ending
  const picksThere = [...picks]
  const arrived = wayOf(ending.trail, deliveredVerdict(ending, request))
  const turned = { ...answerTo(ending.packet, taker !== null), timeToLive: hopLimit(space, ending.packet.family) }
  const byRoute = taker?.by === 'socket' && answersByRoute(space.host, taker.socket)
  const answer = walk.send({ space, packet: byRoute ? { ...turned, source: null } : turned, by: vrf, trail: null })
  const back = wayBack(walk, answer, origin, request, space)
  const reaches = space.namespace.owners[0] ?? null
  if (back.verdict.outcome !== 'delivered')
    return {
      there: arrived,
      back,
      verdict: { ...back.verdict, says: `The answer does not come back. ${back.verdict.says}` },
      reaches,
      assumptions: [...assumptions],
    }
  const lost =
    taker?.by === 'socket' && flow.protocol === 'tcp' ? loseLater(walk, origin, request, picksThere, space) : null
  if (lost) return { there: lost, back, verdict: lost.verdict, reaches, assumptions: [...assumptions] }
  if (taker?.by === 'socket' && space.namespace.kind === 'host') {
    const behind = throughProxy(world, flow, ending, choose, met, heard, depth)
    if (behind) {
      for (const assumption of behind.assumptions) assumptions.add(assumption)
      return {
        there: { hops: [...arrived.hops, ...behind.there.hops], verdict: behind.there.verdict },
        back: behind.back && { hops: [...behind.back.hops, ...back.hops], verdict: behind.back.verdict },
        verdict: behind.verdict,
        reaches: behind.reaches,
        assumptions: [...assumptions],
      }
    }
  }
  return { there: arrived, back, verdict: arrived.verdict, reaches, assumptions: [...assumptions] }
}

/** Where what follows an opened connection is stopped, by rules that treat it unlike its first packet; null where it arrives too. */
function loseLater(
  walk: Walk,
  origin: Origin,
  request: Omit<Packet, 'source'>,
  picks: readonly number[],
  space: Space,
): Way | null {
  let at = 0
  const sameWay = wired({ ...walk, choose: () => picks[at++] ?? 0 })
  const ending = sendFrom(sameWay, origin, { ...request, later: true })
  if (ending.kind === 'arrived' && ending.space.id === space.id) return null
  const verdict =
    ending.kind === 'stopped'
      ? verdictOfStop(ending)
      : verdictAt(space, 'dropped', 'way-back', `It does not come to ${space.label}.`)
  return wayOf(ending.trail, { ...verdict, says: `The connection opens, and what follows is lost. ${verdict.says}` })
}

/** docker-proxy takes the connection and makes another, from the host to the container. */
function throughProxy(
  world: World,
  flow: Flow,
  { space, taker, packet, trail }: Extract<Ending, { kind: 'arrived' }>,
  choose: Walk['choose'],
  met: Met | undefined,
  heard: Walk['heard'],
  depth: number,
): FlowTrace | null {
  if (taker?.by !== 'socket') return null
  const target = proxyTarget(world.topology, space.host, taker.socket)
  if (target.kind === 'none') return null
  if (target.kind === 'unknown' || depth >= longestProxyChain)
    return single(
      stop(
        { space, packet, trail: null },
        'unknown',
        'proxy-target',
        `Unknown on ${space.label}: ${target.kind === 'unknown' ? target.says : 'proxies lead to proxies'}`,
      ),
      new Set(),
    )
  if (target.kind === 'held')
    return single(
      stop({ space, packet, trail }, 'dropped', 'proxy-target', target.says, {
        evidence: target.evidence,
        toChange: target.toChange,
      }),
      new Set(),
    )
  const behind = traceOnce(
    world,
    { ...flow, origin: { kind: 'space', space, source: null }, destination: target.address, port: target.port },
    choose,
    met,
    heard,
    depth + 1,
  )
  const [first, ...rest] = behind.there.hops
  const proxied = note(null, 'proxy', target.says, target.evidence)
  const steps = proxied?.entry.kind === 'note' ? [proxied.entry.step] : []
  const there = { ...behind.there, hops: first ? [{ ...first, steps: [...steps, ...first.steps] }, ...rest] : rest }
  const { outcome } = behind.verdict
  if (outcome === 'delivered' || outcome === 'unknown') return { ...behind, there }
  return {
    ...behind,
    there,
    verdict: {
      ...behind.verdict,
      // It hangs up a connection that it cannot hand on; of a datagram's refusal it says nothing.
      outcome: flow.protocol === 'udp' && (outcome === 'refused' || outcome === 'rejected') ? 'dropped' : outcome,
      says: `docker-proxy on ${space.label} takes it, but cannot hand it on. ${behind.verdict.says}`,
    },
  }
}

function sendFrom(walk: Walk, origin: Origin, packet: Omit<Packet, 'source'>): Ending {
  return origin.kind === 'outside'
    ? sendFromOutside(walk, { ...packet, source: origin.source })
    : walk.send({
        space: origin.space,
        packet: { ...packet, source: origin.source, timeToLive: hopLimit(origin.space, packet.family) },
        trail: null,
      })
}

const firstPacket = ({ destination, protocol, port, size }: Flow): Omit<Packet, 'source'> => ({
  ...{ family: destination.family, destination, protocol },
  sourcePort: protocol === 'icmp' ? 0 : ownPort,
  destinationPort: protocol === 'icmp' ? 0 : port,
  ...(protocol === 'tcp' || (protocol === 'udp' && size === smallPacket) ? { anySize: true } : {}),
  ...{ role: 'request', reset: false, size, dontFragment: true, timeToLive: 64, mark: 0, about: null, vni: null },
})

function single(ending: Extract<Ending, { kind: 'stopped' }>, assumptions: ReadonlySet<string>): FlowTrace {
  const there = wayOf(ending.trail, verdictOfStop(ending))
  return { there, back: null, verdict: there.verdict, reaches: null, assumptions: [...assumptions] }
}
