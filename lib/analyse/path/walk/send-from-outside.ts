import { blockOf, contains, type Ip } from '../ip.ts'
import { answerOf } from '../link/answer-of.ts'
import { together } from '../link/frame.ts'
import { offWire } from '../link/off-wire.ts'
import { towards } from '../link/towards.ts'
import { type Uplink, uplinksOf } from '../link/uplinks.ts'
import type { Packet } from '../packet.ts'
import { stop } from './stop.ts'
import { enterUnseen, note, type Trail } from './trail.ts'
import type { Ending, Walk } from './walk.ts'

/** A packet from an address that no agent reads: it comes by the wire on which its destination is answered for. */
export function sendFromOutside(walk: Walk, packet: Packet): Ending {
  const { source, destination } = packet
  const begun = note(
    enterUnseen(null, packet),
    'assume',
    `${source.text} is outside of all that is read; how it comes to the wire is not known.`,
  )
  const near = uplinksOf(walk.world).filter((uplink) => isOn(uplink, destination))
  if (near.length === 0) {
    const says = `how ${source.text} would send to ${destination.text} depends on routers that no agent reads: no interface of a host is on its subnet.`
    return stop({ space: null, packet, trail: begun }, 'unknown', 'outside', `Unknown: ${says}`)
  }
  walk.assume(`${source.text} sends to ${destination.text} by the wire that its subnet is on.`)
  const isNear = near.some((uplink) => isOn(uplink, source))
  const sender = isNear ? source : null
  const question = { kind: 'ask' as const, target: destination, sender }
  const asked = together(
    near.map((uplink) =>
      offWire(walk, uplink, { sourceMac: null, destinationMac: null, payload: question, vlan: null }, begun),
    ),
  )
  const answers = new Map(
    asked.receptions.flatMap((reception) => {
      const answer = answerOf(reception, destination, sender)
      return answer && reception.kind === 'taken' ? [[answer.mac, { ...answer, space: reception.space }] as const] : []
    }),
  )
  const isOne = new Set([...answers.values()].map(({ space }) => space)).size === 1
  // One namespace that answers by several interfaces (arp_ignore 0): whichever is heard, it comes there.
  const first = [...answers.values()][isOne ? walk.choose(answers.size) : 0]
  if (!first) return nobodyAnswers(packet, begun, near)
  if (!isOne)
    return stop(
      { space: null, packet, trail: begun },
      'unknown',
      'duplicate-address',
      `Unknown: ${destination.text} is answered for by ${[...answers.values()].map(({ by }) => by).join(' and by ')}; whose answer comes last wins.`,
    )
  const frame = { sourceMac: null, destinationMac: first.mac, payload: { kind: 'packet' as const, packet }, vlan: null }
  const carried = together(towards(walk, near, first.mac).map((uplink) => offWire(walk, uplink, frame, begun)))
  const taken = carried.receptions.find(({ kind }) => kind === 'taken')
  if (taken?.kind === 'taken' && taken.frame.payload.kind === 'packet')
    return walk.receive({
      ...{ space: taken.space, device: taken.device, port: taken.port, packet: taken.frame.payload.packet },
      ...{ sourceMac: null, destinationMac: first.mac, prerouted: taken.prerouted, trail: taken.trail },
    })
  return carried.losses[0] ?? nobodyAnswers(packet, begun, near)
}

const nobodyAnswers = (packet: Packet, trail: Trail, near: readonly Uplink[]): Ending =>
  stop(
    { space: null, packet, trail },
    'no-neighbour',
    'no-neighbour',
    `No neighbour: nobody who is read answers for ${packet.destination.text} on the wire of ${near.map(({ space, device }) => `${device.name} of ${space.host.name}`).join(', ')}.`,
  )

function isOn({ subnets }: Uplink, ip: Ip): boolean {
  for (const known of subnets.values())
    for (const text of known) {
      const block = blockOf(text)
      if (block && contains(block, ip)) return true
    }
  return false
}
