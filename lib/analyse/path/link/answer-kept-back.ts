import type { Interface } from '../../../model/interface.ts'
import type { Topology } from '../../../model/topology.ts'
import type { Ip } from '../ip.ts'
import type { Stop } from '../walk/stop.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import type { Reception } from './frame.ts'

type Taken = Extract<Reception, { kind: 'taken' }>
type Asker = { space: Space; device: Interface }

/** Where tables of a bridge or of a device stop the answer about a neighbour between the two ends; null where none does. */
export function answerKeptBack(
  walk: Walk,
  { device }: Asker,
  answerer: Taken,
  target: Ip,
  sender: Ip | null,
): Stop | null {
  if (!sender || !filtersFrames(walk.world.topology)) return null
  const back = walk.carry(
    answerer.space,
    answerer.device,
    {
      ...{ sourceMac: answerer.device.mac, destinationMac: device.mac, vlan: null },
      payload: { kind: 'ask', target, sender, isAnswer: true },
    },
    null,
  )
  const comes = back.receptions.some((reception) => reception.kind === 'taken' && reception.device.id === device.id)
  if (comes) return null
  return back.losses.find(({ code }) => code === 'rule-drop' || code === 'policy-drop') ?? null
}

const known = new WeakMap<Topology, boolean>()

function filtersFrames(topology: Topology): boolean {
  const kept = known.get(topology)
  if (kept !== undefined) return kept
  const filters = topology.firewalls.some(({ tables }) =>
    tables.some(({ family }) => family === 'bridge' || family === 'netdev'),
  )
  known.set(topology, filters)
  return filters
}
