import type { Packet } from '../packet.ts'
import type { RouteAnswer } from '../routing/compiled-routing.ts'
import { type Stop, stop } from './stop.ts'
import type { Trail } from './trail.ts'
import type { Space } from './world.ts'

type Refusal = Exclude<RouteAnswer, { kind: 'forward' | 'local' }>

/** The end at a route that leads nowhere. */
export function routeStop(space: Space, packet: Packet | null, answer: Refusal, trail: Trail): Stop {
  const at = { space, packet, trail }
  switch (answer.kind) {
    case 'none':
      return stop(at, 'no-route', 'no-route', `No route on ${space.label}: ${lower(answer.says)}`, {
        toChange: `${space.label} would need a route to the destination, such as a default route.`,
      })
    case 'blackhole':
    case 'unreachable':
    case 'prohibit':
      return stop(at, 'no-route', `route-${answer.kind}`, `No route on ${space.label}: ${lower(answer.says)}`, {
        evidence: answer.evidence,
        toChange: `${answer.evidence.text} would have to go.`,
      })
    case 'broadcast':
    case 'multicast':
      return stop(
        at,
        'unknown',
        'fact-missing',
        `Unknown on ${space.label}: the destination is a ${answer.kind} address, and who takes part is not read.`,
      )
    case 'unknown':
      return stop(at, 'unknown', 'fact-missing', `Unknown on ${space.label}: ${lower(answer.says)}`, {
        evidence: answer.evidence,
      })
    case 'several':
      return stop(at, 'unknown', 'several-ways', `Unknown on ${space.label}: ${lower(answer.says)}`)
  }
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)
