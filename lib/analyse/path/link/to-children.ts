import type { Interface } from '../../../model/interface.ts'
import { ipOf } from '../ip.ts'
import { enter, type Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import { type Carried, type Frame, packetOf, together } from './frame.ts'

/**
 * A frame at a device with macvlans or ipvlans on it. A macvlan takes what is for its MAC (macvlan_handle_frame); an ipvlan has its parent's MAC
 * and takes what is for its address (ipvlan_handle_frame): in mode l3 packets alone, in l3s nothing here, as the IP layer hands them on. `taken`: nothing is left for the parent.
 */
export function toChildren(
  walk: Walk,
  parent: Interface,
  children: readonly Interface[],
  frame: Frame,
  trail: Trail,
): { carried: Carried; taken: boolean } {
  const takers = children.filter((child) => !isL3s(child) && takes(child, parent, frame))
  return takenBy(walk, takers, children, frame, trail)
}

/** A frame of an ipvlan that is for another one on the same parent, whatever the mode (ipvlan_xmit_mode_l3, ipvlan_xmit_mode_l2). */
export function toSiblings(
  walk: Walk,
  parent: Interface,
  siblings: readonly Interface[],
  frame: Frame,
  trail: Trail,
): { carried: Carried; taken: boolean } {
  const takers = siblings.filter((child) => takes(child, parent, frame))
  return takenBy(walk, takers, siblings, frame, trail)
}

function takenBy(
  walk: Walk,
  takers: readonly Interface[],
  children: readonly Interface[],
  frame: Frame,
  trail: Trail,
): { carried: Carried; taken: boolean } {
  const carried = together(takers.map((child) => up(walk, child, frame, trail)))
  const isAlone = children.some(({ type }) => type.kind === 'macvlan' && type.mode === 'passthru')
  return { carried, taken: isAlone || (takers.length > 0 && frame.destinationMac !== null) }
}

function takes(child: Interface, parent: Interface, { destinationMac, payload }: Frame): boolean {
  if (!child.up) return false
  if (child.type.kind === 'macvlan')
    return child.type.mode === 'passthru' || destinationMac === null || destinationMac === child.mac
  if (child.type.kind !== 'ipvlan') return false
  if (destinationMac !== null && destinationMac !== parent.mac) return false
  if (payload.kind === 'ask' && child.type.mode !== 'l2') return false
  const target = payload.kind === 'ask' ? payload.target : payload.packet.destination
  return child.addresses.some(({ prefix }) => ipOf(prefix) === target)
}

const isL3s = ({ type }: Interface): boolean => type.kind === 'ipvlan' && type.mode === 'l3s'

function up(walk: Walk, child: Interface, frame: Frame, trail: Trail): Carried {
  const space = walk.world.spaceOf(child)
  if (!space) return together([])
  const packet = packetOf(frame)
  const here = packet ? enter(trail, space, child, packet) : trail
  return {
    receptions: [{ kind: 'taken', space, device: child, port: null, frame, prerouted: false, trail: here }],
    losses: [],
  }
}
