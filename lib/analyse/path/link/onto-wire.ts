import type { Interface } from '../../../model/interface.ts'
import { stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import { enterUnseen, note } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { type Carried, type Frame, lost, packetOf, together, withoutMark } from './frame.ts'
import { noCarrier } from './no-carrier.ts'
import { offWire } from './off-wire.ts'
import { towards } from './towards.ts'
import { onSameWire } from './uplinks.ts'

/** Wires that one frame may cross, copy after copy: hosts that bridge two wires may send it round for ever. */
const mostWires = 3
const wiresCrossed = new WeakMap<Walk, number>()

/** A frame leaves a host: to every other uplink on the wire, and to whoever else is there. */
export function ontoWire(walk: Walk, space: Space, device: Interface, frame: Frame, trail: Trail): Carried {
  const cut = noCarrier(space, device, frame, trail)
  if (cut) return lost(cut)
  const packet = packetOf(frame)
  const crossed = wiresCrossed.get(walk) ?? 0
  if (crossed >= mostWires) {
    const says = `Loop on ${space.label}: bridges between the wires send the frame round, and it does not end.`
    return lost(stop({ space, packet, trail }, 'loop', 'walk-too-long', says))
  }
  wiresCrossed.set(walk, crossed + 1)
  try {
    return carriedOver(walk, space, device, frame, trail)
  } finally {
    wiresCrossed.set(walk, crossed)
  }
}

function carriedOver(walk: Walk, space: Space, device: Interface, given: Frame, trail: Trail): Carried {
  const frame = withoutMark(given)
  const packet = packetOf(frame)
  const others = onSameWire(walk.world, device, frame.vlan)
  const known = packet === null ? others : towards(walk, others, frame.destinationMac)
  return together([
    ...known.map((other) => {
      if (!packet) return offWire(walk, other, frame, trail)
      const says = `the wire between ${device.name} of ${space.host.name} and ${other.device.name} of ${other.space.host.name} carries it: no agent reads what is between.`
      return offWire(walk, other, frame, note(enterUnseen(trail, packet), 'underlay', says))
    }),
    { receptions: [{ kind: 'outside', uplink: device, space, frame, trail }], losses: [] },
  ])
}
