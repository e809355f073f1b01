import type { Interface } from '../../../model/interface.ts'
import type { Topology } from '../../../model/topology.ts'
import { keptFor } from '../../kept-for.ts'
import type { Ip } from '../ip.ts'
import { type Stop, stop } from '../walk/stop.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import type { Reception } from './frame.ts'

type Taken = Extract<Reception, { kind: 'taken' }>
type Asker = { space: Space; device: Interface }

/**
 * Why the answer about a neighbour does not come back to the interface that asked: tables of a bridge or of a device stop it, or VLANs lead it elsewhere. Null
 * where it comes.
 */
export function answerKeptBack(
  walk: Walk,
  { space, device }: Asker,
  answerer: Taken,
  target: Ip,
  sender: Ip | null,
): Stop | null {
  if (!sender || !maySplit(walk.world.topology)) return null
  const back = walk.carry(
    answerer.space,
    answerer.device,
    {
      ...{ sourceMac: answerer.device.mac, destinationMac: device.mac, vlan: null },
      payload: { kind: 'ask', target, sender, isAnswer: true },
    },
    null,
  )
  const takers = back.receptions.flatMap((reception) => (reception.kind === 'taken' ? [reception] : []))
  if (takers.some((taker) => taker.device.id === device.id)) return null
  const elsewhere = takers.find((taker) => taker.space.id === space.id)
  if (elsewhere) return heardElsewhere({ space, device }, elsewhere.device, target)
  return (
    back.losses.find(({ code }) => code === 'rule-drop' || code === 'policy-drop' || code === 'vlan-filtered') ?? null
  )
}

/** Only the interface that asked has an entry that an answer fills (arp_process, ndisc_recv_na). */
const heardElsewhere = ({ space, device }: Asker, by: Interface, target: Ip): Stop =>
  stop(
    { space, packet: null, trail: null },
    'no-neighbour',
    'no-neighbour',
    `The answer about ${target.text} comes to ${by.name}, and ${device.name} asked.`,
    { toChange: `What ${device.name} asks and what answers it would have to be in one VLAN.` },
  )

/** Whether a frame may come to where its answer does not come from. */
const maySplit = keptFor(
  ({ firewalls, interfaces }: Topology): boolean =>
    interfaces.some(({ type }) => type.kind === 'bridge' && type.vlanFiltering) ||
    firewalls.some(({ tables }) => tables.some(({ family }) => family === 'bridge' || family === 'netdev')),
)
