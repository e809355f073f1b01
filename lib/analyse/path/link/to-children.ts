import type { Interface } from '../../../model/interface.ts'
import { ipOf } from '../ip.ts'
import { stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import { type Carried, type Frame, lost, packetOf, together } from './frame.ts'

/** `taken`: nothing is left for the parent. */
type Upper = { carried: Carried; taken: boolean }

/**
 * A frame at a device with macvlans or ipvlans on it. A macvlan takes what is for its MAC (macvlan_handle_frame); an ipvlan has its parent's MAC
 * and takes what is for its address (ipvlan_handle_frame): in mode l3 packets alone, in l3s nothing here, as the IP layer hands them on.
 */
export function toChildren(
  walk: Walk,
  parent: Interface,
  children: readonly Interface[],
  frame: Frame,
  trail: Trail,
): Upper {
  const reflected = ownReflection(walk, parent, children, frame, trail)
  if (reflected) return { carried: lost(reflected), taken: true }
  const takers = children.filter((child) => !isL3s(child) && takes(child, parent, frame))
  const isAlone = children.some(({ type }) => type.kind === 'macvlan' && type.mode === 'passthru')
  return {
    carried: toEach(walk, takers, frame, trail),
    taken: isAlone || (takers.length > 0 && frame.destinationMac !== null),
  }
}

/** What comes back of a frame to all that a macvlan of mode private sent goes to nobody else (macvlan_handle_frame). */
function ownReflection(
  walk: Walk,
  parent: Interface,
  children: readonly Interface[],
  frame: Frame,
  trail: Trail,
): ReturnType<typeof stop> | null {
  if (frame.destinationMac !== null || frame.sourceMac === null) return null
  const sender = children.find(
    ({ type, mac }) => type.kind === 'macvlan' && type.mode === 'private' && mac === frame.sourceMac,
  )
  const space = walk.world.spaceOf(parent)
  if (!sender || !space) return null
  const says = `Dropped on ${space.label}: ${sender.name} is a macvlan of mode private, and others on ${parent.name} get nothing of what it sends.`
  return stop({ space, packet: packetOf(frame), trail }, 'dropped', 'port-isolated', says, {
    toChange: `The network's macvlan_mode would have to be bridge.`,
  })
}

/** Copies of a frame to macvlans or ipvlans, each past the hooks of its own. */
export const toEach = (walk: Walk, takers: readonly Interface[], frame: Frame, trail: Trail): Carried =>
  together(
    takers.flatMap((child) => {
      const space = walk.world.spaceOf(child)
      if (!space) return []
      if (child.type.kind === 'macvlan' && child.type.mode === 'source')
        return lost(
          stop(
            { space, packet: packetOf(frame), trail },
            'unknown',
            'fact-missing',
            `Unknown in ${space.label}: from whom ${child.name}, a macvlan of mode source, takes frames is not read.`,
          ),
        )
      return walk.arrive(space, child, frame, trail)
    }),
  )

/** Whether a frame at its parent is for a macvlan or ipvlan. One that is down hears no questions but those for itself. */
export function takes(child: Interface, parent: Interface, { destinationMac, payload }: Frame): boolean {
  const isAsked =
    payload.kind === 'packet' || child.up || child.addresses.some(({ prefix }) => ipOf(prefix) === payload.target)
  if (!isAsked) return false
  if (child.type.kind === 'macvlan')
    return child.type.mode === 'passthru' || destinationMac === null || destinationMac === child.mac
  if (child.type.kind !== 'ipvlan') return false
  if (destinationMac !== null && destinationMac !== parent.mac) return false
  if (payload.kind === 'ask' && child.type.mode !== 'l2') return false
  const target = payload.kind === 'ask' ? payload.target : payload.packet.destination
  return child.addresses.some(({ prefix }) => ipOf(prefix) === target)
}

const isL3s = ({ type }: Interface): boolean => type.kind === 'ipvlan' && type.mode === 'l3s'
