import type { Interface } from '../../../model/interface.ts'
import type { ArpFrame, HookPlace } from '../firewall/compiled-firewall.ts'
import type { Ip } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Stop } from '../walk/stop.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import type { Reception } from './frame.ts'
import { placeAt } from './hook-place.ts'
import { pass } from './pass.ts'
import { advertisement, betweenNeighbours, solicitation } from './pass-frame.ts'

type Taken = Extract<Reception, { kind: 'taken' }>
type Side = { space: Space; device: Interface }

/** Where rules stop a question for a neighbour or its answer at one of the two ends: tables of arp, or of IPv6; null where none does. */
export function answerLost(walk: Walk, asker: Side, answerer: Taken, target: Ip, sender: Ip | null): Stop | null {
  if (!sender) return null
  if (target.family === 'inet6') return adviceLost(walk, asker, answerer, target, sender)
  const { mac } = asker.device
  const own = answerer.device.mac
  if (mac === null || own === null) return null
  const question: ArpFrame = {
    operation: 'request',
    senderAddress: sender,
    senderMac: mac,
    targetAddress: target,
    targetMac: '00:00:00:00:00:00',
  }
  const answer: ArpFrame = {
    operation: 'reply',
    senderAddress: target,
    senderMac: own,
    targetAddress: sender,
    targetMac: mac,
  }
  const out = { level: 'arp' as const }
  const stays: [Space, HookPlace, ArpFrame][] = [
    [asker.space, placeAt(asker.space, 'output', { ...out, out: asker.device }), question],
    [answerer.space, placeAt(answerer.space, 'input', { ...out, in: answerer.device }), question],
    [answerer.space, placeAt(answerer.space, 'output', { ...out, out: answerer.device }), answer],
    [asker.space, placeAt(asker.space, 'input', { ...out, in: asker.device }), answer],
  ]
  for (const [space, place, arp] of stays) {
    if (!space.firewall.tables.some(({ family }) => family === 'arp')) continue
    const passed = pass(walk, space, { ...place, arp }, betweenNeighbours(arp.senderAddress, arp.targetAddress), null)
    if (passed.kind === 'stopped') return passed
  }
  return null
}

/** Neighbour solicitation and advertisement are packets like others to ip6tables. */
function adviceLost(walk: Walk, asker: Side, answerer: Taken, target: Ip, sender: Ip): Stop | null {
  const question = solicitation(sender, target)
  const answer = advertisement(target, sender)
  const stays: [Space, HookPlace, Packet][] = [
    ...outward(asker, question),
    ...inward(answerer, question),
    ...outward(answerer, answer),
    ...inward(asker, answer),
  ]
  for (const [space, place, packet] of stays) {
    if (space.firewall.tables.length === 0) continue
    const passed = pass(walk, space, place, packet, null)
    if (passed.kind === 'stopped') return passed
  }
  return null
}

const outward = ({ space, device }: Side, packet: Packet): [Space, HookPlace, Packet][] => [
  [space, placeAt(space, 'output', { out: device }), packet],
  [space, placeAt(space, 'postrouting', { out: device }), packet],
]

const inward = ({ space, device }: Side, packet: Packet): [Space, HookPlace, Packet][] => [
  [space, placeAt(space, 'prerouting', { in: device }), packet],
  [space, placeAt(space, 'input', { in: device }), packet],
]
