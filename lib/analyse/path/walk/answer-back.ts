import type { Ip } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Verdict, Way } from '../trace.ts'
import { hopsOf, type Trail } from './trail.ts'
import { verdictAt, verdictOfStop } from './verdict-of.ts'
import type { Ending, Walk } from './walk.ts'
import type { Space } from './world.ts'

/** Where a flow begins: in a namespace, or at an address that no agent reads. */
export type Origin = { kind: 'space'; space: Space; source: Ip | null } | { kind: 'outside'; source: Ip }

/** What the kernel, or the program, sends back for what arrived. */
export function answerTo(arrived: Packet, isTaken: boolean): Packet {
  if (!isTaken && arrived.protocol !== 'tcp') return errorAbout(arrived)
  const answer = turned(arrived)
  return isTaken ? answer : { ...answer, reset: true, size: 40, anySize: false }
}

/** The ICMP error that goes back about a packet. */
export const errorAbout = (packet: Packet): Packet => ({
  ...turned(packet),
  ...{ protocol: 'icmp', sourcePort: 0, destinationPort: 0, role: 'error', about: packet },
  ...{ size: Math.min(packet.size + 28, 576), dontFragment: false, anySize: false },
})

/** What a program sends back is as long, and may be cut where what it answers came in pieces; an echo's reply always may (icmp_reply). */
const turned = (packet: Packet): Packet => ({
  ...packet,
  ...{ source: packet.destination, destination: packet.source },
  ...{ sourcePort: packet.destinationPort, destinationPort: packet.sourcePort },
  ...{ role: 'reply', timeToLive: 64, mark: 0, balanced: false, decrypted: false },
  dontFragment: packet.protocol === 'tcp' || (packet.protocol === 'udp' && packet.dontFragment),
})

/** Whether an answer comes home, to who asked and from whom was asked. */
export function wayBack(walk: Walk, ending: Ending, origin: Origin, request: Omit<Packet, 'source'>, from: Space): Way {
  if (ending.kind === 'stopped') return wayOf(ending.trail, verdictOfStop(ending))
  const home = verdictAt(from, 'delivered', 'listener', 'The answer comes back.')
  if (ending.kind === 'left') {
    if (origin.kind === 'outside') {
      if (ending.packet.destination !== origin.source)
        return wayOf(
          ending.trail,
          verdictAt(
            from,
            'dropped',
            'way-back',
            `The answer goes to ${ending.packet.destination.text}, not to ${origin.source.text}.`,
          ),
        )
      if (!ending.near) walk.assume(`The answer finds its way to ${origin.source.text}: ${ending.says}.`)
      return wayOf(ending.trail, fits(ending.packet, request) ? home : stranger(ending.packet, request, from))
    }
    return wayOf(ending.trail, verdictAt(from, 'unknown', 'outside', `Unknown: ${ending.says}.`))
  }
  if (origin.kind === 'outside' || ending.space.id !== origin.space.id)
    return wayOf(
      ending.trail,
      verdictAt(ending.space, 'dropped', 'way-back', `It ends in ${ending.space.label}, which did not ask.`),
    )
  return wayOf(ending.trail, fits(ending.packet, request) ? home : stranger(ending.packet, request, ending.space))
}

/** An answer is taken only from whom was asked. */
function fits(answer: Packet, request: Omit<Packet, 'source'>): boolean {
  if (answer.role === 'error') return true
  return answer.source === request.destination && answer.sourcePort === request.destinationPort
}

const stranger = (answer: Packet, request: Omit<Packet, 'source'>, at: Space): Verdict =>
  verdictAt(
    at,
    'dropped',
    'way-back',
    `The answer comes from ${answer.source.text}${answer.sourcePort ? ` port ${answer.sourcePort}` : ''}, and ${request.destination.text}${request.destinationPort ? ` port ${request.destinationPort}` : ''} was asked.`,
  )

export const wayOf = (trail: Trail, verdict: Verdict): Way => ({ hops: hopsOf(trail), verdict })
