import type { Interface } from '../../../model/interface.ts'
import type { Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { type Carried, type Frame, together } from './frame.ts'
import { toSiblings } from './to-children.ts'

type Parent = { space: Space; device: Interface }

/**
 * A frame of a macvlan or ipvlan: in bridge mode (ipvlan: always but in vepa) to its siblings without touching the wire, else out of the parent. Never to
 * the parent itself, which is why a host and the containers on its own macvlan do not meet (macvlan_queue_xmit, ipvlan_queue_xmit).
 */
export function fromMacvlan(
  walk: Walk,
  _space: Space,
  device: Interface,
  parent: Parent,
  frame: Frame,
  trail: Trail,
): Carried {
  const mode = device.type.kind === 'macvlan' || device.type.kind === 'ipvlan' ? device.type.mode : ''
  const isLocal = device.type.kind === 'ipvlan' || mode === 'bridge'
  const siblings = isLocal
    ? walk.world
        .childrenOf(parent.device.id)
        .filter((other) => other.id !== device.id && other.type.kind === device.type.kind && isBridged(other))
    : []
  const near = toSiblings(walk, parent.device, siblings, frame, trail)
  if (near.taken && frame.destinationMac !== null) return near.carried
  // In modes l3 and l3s, what is for nobody here goes on as a packet, by the routes of the parent's namespace.
  if (device.type.kind === 'ipvlan' && mode !== 'l2') return near.carried
  return together([near.carried, walk.carry(parent.space, parent.device, frame, trail)])
}

const isBridged = ({ type }: Interface): boolean =>
  type.kind === 'ipvlan' || (type.kind === 'macvlan' && type.mode === 'bridge')
