import type { Interface } from '../../../model/interface.ts'
import type { ArpFrame } from '../firewall/compiled-firewall.ts'
import type { Ip } from '../ip.ts'
import type { Stop } from '../walk/stop.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import type { Reception } from './frame.ts'
import { placeAt } from './hook-place.ts'
import { pass } from './pass.ts'
import { betweenNeighbours } from './pass-frame.ts'

type Taken = Extract<Reception, { kind: 'taken' }>
type Side = { space: Space; device: Interface }

/** Where tables of arp (arptables, nft) stop a question or its answer at one of the two ends; null where they do not. */
export function answerLost(walk: Walk, asker: Side, answerer: Taken, target: Ip, sender: Ip | null): Stop | null {
  if (target.family === 'inet6' || !sender) return null
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
  const stays: [Space, ReturnType<typeof placeAt>, ArpFrame][] = [
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
