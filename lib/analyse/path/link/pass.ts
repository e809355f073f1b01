import type { HookPlace } from '../firewall/compiled-firewall.ts'
import { passHook } from '../firewall/pass-hook.ts'
import type { Packet } from '../packet.ts'
import { type Stop, stop } from '../walk/stop.ts'
import { noteAll, type Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { explainRule } from './explain-rule.ts'

type Passed = { kind: 'passed'; packet: Packet; trail: Trail } | Stop

/** Takes a packet through one hook of a namespace: it goes on, perhaps as another, or stops there. */
export function pass(walk: Walk, space: Space, place: HookPlace, packet: Packet, trail: Trail): Passed {
  walk.met?.(space, place, packet)
  const result = passHook(space.firewall, walk.connectionsOf(space), place, packet)
  const after = noteAll(trail, result.steps)
  const at = { space, packet, trail: after }
  if (result.kind === 'accepted' && result.packet !== packet) walk.met?.(space, place, result.packet)
  if (result.kind === 'accepted') return { kind: 'passed', packet: result.packet, trail: after }
  const { evidence } = result
  if (result.kind === 'unknown') {
    const code = evidence?.kind === 'gap' ? 'rules-not-read' : 'match-not-understood'
    return stop(at, 'unknown', code, `Unknown on ${space.label}: ${result.says}`, { evidence })
  }
  const word = result.kind === 'dropped' ? 'Dropped' : 'Rejected'
  if (result.evidence.kind === 'chain-policy')
    return stop(at, result.kind, 'policy-drop', `${word} on ${space.label} ${result.says}`, {
      evidence,
      toChange: `A rule would have to accept ${wordsFor(packet)} before the policy is reached.`,
    })
  const refusal = result.kind === 'rejected' ? { refusal: { how: result.how, place } } : {}
  const because = explainRule(walk.world, space, result.evidence.text)
  const by = `${word} on ${space.label} by \`${result.evidence.text}\``
  const stopped = stop(
    at,
    result.kind,
    result.kind === 'dropped' ? 'rule-drop' : 'rule-reject',
    because ? `${by}: ${because}.` : `${by}.`,
    {
      evidence,
      toChange: `That rule would have to go, or one that accepts ${wordsFor(packet)} to stand before it.`,
    },
  )
  return { ...stopped, ...refusal }
}

const wordsFor = ({ protocol, source, destination, destinationPort }: Packet): string =>
  `${protocol} from ${source.text} to ${destination.text}${destinationPort === 0 ? '' : ` port ${destinationPort}`}`
