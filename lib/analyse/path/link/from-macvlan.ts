import type { Interface } from '../../../model/interface.ts'
import { stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { type Carried, type Frame, lost, packetOf, together, withoutMark } from './frame.ts'
import { hasCarrier, noCarrier } from './no-carrier.ts'
import { takes, toEach } from './to-children.ts'

type Parent = { space: Space; device: Interface }
/** A frame on its way from a macvlan or ipvlan; `siblings`: the others on the same parent. */
type Leaving = { walk: Walk; parent: Parent; siblings: readonly Interface[]; frame: Frame; trail: Trail }

/**
 * A frame of a macvlan or ipvlan. With what it sits on it loses its carrier (netif_stacked_transfer_operstate). Where that is set down and an ipvlan keeps its
 * own, ipvlans still reach each other (ipvlan_rcv_frame); what a macvlan sends to a sibling goes by the parent, which then takes nothing (is_skb_forwardable).
 */
export function fromMacvlan(walk: Walk, device: Interface, parent: Parent, frame: Frame, trail: Trail): Carried {
  const cut = noCarrier(parent.space, parent.device, frame, trail)
  const reachesSiblings = device.type.kind === 'ipvlan' && !parent.device.up && hasCarrier(device)
  if (cut && !reachesSiblings) return lost(cut)
  const siblings = walk.world.childrenOf(parent.device.id).filter(({ id }) => id !== device.id)
  const leaving: Leaving = { walk, parent, siblings, frame, trail }
  switch (device.type.kind) {
    case 'macvlan':
      return fromOneOfBridge(device.type.mode === 'bridge' ? leaving : { ...leaving, siblings: [] })
    case 'ipvlan':
      return device.type.mode === 'l2' ? fromL2(device.type.flag, leaving) : fromL3(device.type.flag, leaving)
    default:
      return together([])
  }
}

/**
 * In mode bridge a macvlan's frames to all go to its siblings at once, those to one of them as if they came in by the parent; all else leaves by the
 * parent. Never to the parent itself, which is why a host and the containers on its own macvlan do not meet (macvlan_queue_xmit).
 */
function fromOneOfBridge({ walk, parent, siblings, frame, trail }: Leaving): Carried {
  const near = siblings.filter(
    (other) => other.type.kind === 'macvlan' && other.type.mode === 'bridge' && takes(other, parent.device, frame),
  )
  if (near.length > 0 && frame.destinationMac !== null)
    return walk.arrive(parent.space, parent.device, withoutMark(frame), trail)
  return together([toEach(walk, near, withoutMark(frame), trail), out(walk, parent, frame, trail)])
}

/** A frame for the parent's MAC, which all of them have, is for a sibling with that address, else for the parent's own host (ipvlan_xmit_mode_l2). */
function fromL2(flag: Flag, { walk, parent, siblings, frame, trail }: Leaving): Carried {
  const near = siblings.filter((other) => takes(other, parent.device, frame))
  const { destinationMac } = frame
  if (destinationMac === null)
    return together([toEach(walk, near, withoutMark(frame), trail), out(walk, parent, frame, trail)])
  if (flag === 'vepa' || destinationMac !== parent.device.mac) return out(walk, parent, frame, trail)
  if (near.length === 0) return walk.arrive(parent.space, parent.device, withoutMark(frame), trail)
  return flag === 'private' ? kept(parent, frame, trail) : toEach(walk, near, withoutMark(frame), trail)
}

/** What is for nobody here goes on as a packet, by the routes of the parent's namespace (ipvlan_xmit_mode_l3). */
function fromL3(flag: Flag, { walk, parent, siblings, frame, trail }: Leaving): Carried {
  const near = flag === 'vepa' ? [] : siblings.filter((other) => takes(other, parent.device, frame))
  return flag === 'private' && near.length > 0
    ? kept(parent, frame, trail)
    : toEach(walk, near, withoutMark(frame), trail)
}

type Flag = 'private' | 'vepa' | undefined

const out = (walk: Walk, { space, device }: Parent, frame: Frame, trail: Trail): Carried =>
  walk.carry(space, device, frame, trail)

const kept = ({ space, device }: Parent, frame: Frame, trail: Trail): Carried =>
  lost(
    stop(
      { space, packet: packetOf(frame), trail },
      'dropped',
      'port-isolated',
      `Dropped on ${space.label}: the ipvlans on ${device.name} are private, and get nothing of each other.`,
      { toChange: `The network's ipvlan_flag would have to be bridge.` },
    ),
  )
