import type { Packet } from '../../packet.ts'
import type { HookPlace } from '../compiled-firewall.ts'
import type { Connections } from '../connections.ts'

/** Why it cannot be told whether a packet matches. */
export type Unsure = { readonly why: string }

export type Answer = boolean | Unsure

export type Match = (packet: Packet, place: HookPlace, connections: Connections) => Answer

export const negatedIf = (negated: boolean, match: Match): Match =>
  negated
    ? (packet, place, connections) => {
        const answer = match(packet, place, connections)
        return typeof answer === 'boolean' ? !answer : answer
      }
    : match

export function unsure(why: string): Match {
  const answer: Unsure = { why }
  return () => answer
}

/** All of them: one `false` is enough, one doubt makes it doubtful. */
export function allOf(matches: readonly Match[]): Match {
  const [only] = matches
  if (matches.length === 1 && only) return only
  return (packet, place, connections) => {
    let doubt: Answer = true
    for (const match of matches) {
      const answer = match(packet, place, connections)
      if (answer === false) return false
      if (answer !== true) doubt = answer
    }
    return doubt
  }
}
