import type { Interface } from '../../../model/interface.ts'
import { ipOf } from '../ip.ts'
import { enter, type Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import { type Carried, type Frame, packetOf, together } from './frame.ts'

/**
 * A frame at a device with macvlans or ipvlans on it. A macvlan takes what is for its MAC (macvlan_handle_frame); an ipvlan has its parent's MAC
 * and takes what is for its address (ipvlan_handle_frame). `taken`: nothing is left for the parent.
 */
export function toChildren(
  walk: Walk,
  parent: Interface,
  children: readonly Interface[],
  frame: Frame,
  trail: Trail,
): { carried: Carried; taken: boolean } {
  const takers = children.filter((child) => takes(child, parent, frame))
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
  const target = payload.kind === 'ask' ? payload.target : payload.packet.destination
  return child.addresses.some(({ prefix }) => ipOf(prefix) === target)
}

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
