import type { Packet } from '../packet.ts'
import { answerTo, errorAbout, type Origin, wayBack } from './answer-back.ts'
import { hopLimit } from './hop-limit.ts'
import { type Refusal, type Stop, stop } from './stop.ts'
import type { Ending, Walk } from './walk.ts'
import type { Space } from './world.ts'

/** A rule that says no is heard only where its RST or ICMP error finds the way to the sender, and fits what was asked; else the packet is as good as dropped. */
export function hearRejection(walk: Walk, rejection: Stop, origin: Origin, request: Omit<Packet, 'source'>): Stop {
  const { space, packet, refusal } = rejection
  if (!space || !packet || !refusal) return rejection
  const word = { ...wordAbout(packet, refusal, space), timeToLive: hopLimit(space, packet.family) }
  const device = directlyBy(refusal)
  const told =
    device === null
      ? walk.send({ space, packet: word, trail: null })
      : sendBy(walk, space, device, refusal, { ...word, source: packet.destination })
  const { verdict } = wayBack(walk, told, origin, request, space)
  // What leaves all that is read, towards a router, is as good as gone for somebody who is read.
  const isGone = told.kind === 'left' && origin.kind === 'space'
  if (verdict.outcome === 'delivered' || (verdict.outcome === 'unknown' && !isGone)) return rejection
  const why = told.kind === 'left' && isGone ? `What tells of it leaves: ${told.says}.` : verdict.says
  return { ...rejection, outcome: 'dropped', says: `${rejection.says} The sender does not hear of it. ${why}` }
}

/** An ICMP error comes from the address that was asked for where that is the namespace's own, else from one that its route chooses (icmp_send). */
function wordAbout(packet: Packet, { how }: Refusal, { routing }: Space) {
  if (how === 'tcp-reset') return answerTo(packet, false)
  const error = errorAbout(packet)
  return routing.own.has(packet.destination) ? error : { ...error, source: null }
}

/**
 * The device that the word leaves by without being routed: a RST by the very port that the packet came by, past all rules and translation, where a bridge handed
 * it to iptables (nf_send_reset); a reject of a bridge's or a device's own table likewise. Null where it is routed.
 */
function directlyBy({ how, place }: Refusal): string | null {
  if (place.level === 'ip') return how === 'tcp-reset' ? place.physicalIn : null
  return place.physicalIn ?? place.inInterface
}

function sendBy(walk: Walk, space: Space, name: string, { place }: Refusal, packet: Packet): Ending {
  const at = { space, packet, trail: null }
  const device = space.interfaces.find((known) => known.name === name)
  if (!device)
    return stop(at, 'unknown', 'fact-missing', `Unknown on ${space.label}: the interface ${name} was not read.`)
  const payload = { kind: 'packet' as const, packet }
  const frame = { sourceMac: place.destinationMac, destinationMac: place.sourceMac, payload, vlan: place.vlan ?? null }
  const { receptions, losses } = walk.carry(space, device, frame, null)
  for (const reception of receptions) {
    if (reception.kind !== 'taken' || reception.frame.payload.kind !== 'packet') continue
    const { sourceMac, destinationMac } = reception.frame
    return walk.receive({ ...reception, packet: reception.frame.payload.packet, sourceMac, destinationMac })
  }
  if (receptions.some(({ kind }) => kind === 'outside'))
    return { kind: 'left', packet, near: true, says: `it leaves by ${name}`, trail: null }
  return losses[0] ?? stop(at, 'dropped', 'wrong-neighbour', `Nobody behind ${name} takes what the rule answers with.`)
}
