import type { Interface } from '../../../model/interface.ts'
import { stop } from '../walk/stop.ts'
import { leave, type Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { filtered } from './filtered.ts'
import { type Carried, type Frame, lost, packetOf, withoutMark } from './frame.ts'
import { fromMacvlan } from './from-macvlan.ts'
import { placeAt } from './hook-place.ts'
import { interfaceDown } from './interface-down.ts'
import { linkEvidence } from './link-evidence.ts'
import { ontoWire } from './onto-wire.ts'
import { passFrame } from './pass-frame.ts'
import { leaveByBridge } from './spread-frame.ts'
import { throughTunnel } from './through-tunnel.ts'
import { isUplink } from './uplinks.ts'

/** A frame leaves a namespace, or a device on top of another, by a device. */
export function carryFrame(walk: Walk, space: Space, device: Interface, given: Frame, before: Trail): Carried {
  const at = { space, packet: packetOf(given), trail: before }
  if (!device.up) return lost(interfaceDown(at, device))
  const passed = passFrame(walk, space, placeAt(space, 'egress', { level: 'netdev', out: device }), given, before)
  if (passed.kind === 'stopped') return lost(passed)
  const { frame, trail } = passed
  const packet = packetOf(frame)
  if (packet && packet.size > device.mtu)
    return lost(
      stop(
        at,
        'too-big',
        'mtu',
        `Dropped on ${space.label}: ${packet.size} octets are more than the ${device.mtu} of ${device.name}.`,
        {
          evidence: linkEvidence(device),
          toChange: `The MTU of ${device.name} would have to be at least ${packet.size}, or the sender's no more than ${device.mtu}.`,
        },
      ),
    )
  const out = filtered(space, device, 'out', frame, trail)
  if (out) return lost(out)
  const { type } = device
  switch (type.kind) {
    case 'veth': {
      const peer = device.peerId === null ? undefined : walk.world.interface.get(device.peerId)
      const peerSpace = peer && walk.world.spaceOf(peer)
      if (peer && peerSpace)
        return walk.arrive(peerSpace, peer, peerSpace === space ? frame : withoutMark(frame), leave(trail, device))
      return isUplink(walk.world, device)
        ? ontoWire(walk, space, device, frame, leave(trail, device))
        : lost(
            stop(
              at,
              'unknown',
              'fact-missing',
              `Unknown on ${space.label}: where the other end of ${device.name} is was not found.`,
            ),
          )
    }
    case 'physical':
      return ontoWire(walk, space, device, frame, leave(trail, device))
    case 'bridge':
      return leaveByBridge(walk, space, device, frame, trail)
    case 'vlan': {
      const parent = parentOf(walk, device)
      if (!parent) return lost(noParent(at, device))
      return walk.carry(parent.space, parent.device, { ...frame, vlan: type.vlanId }, leave(trail, device))
    }
    case 'macvlan':
    case 'ipvlan': {
      const parent = parentOf(walk, device)
      if (!parent) return lost(noParent(at, device))
      return fromMacvlan(walk, device, parent, frame, leave(trail, device))
    }
    case 'vxlan':
      return throughTunnel(walk, space, device, frame, trail)
    case 'loopback':
      return lost(
        stop(at, 'unknown', 'fact-missing', `Unknown on ${space.label}: a frame does not leave by ${device.name}.`),
      )
    case 'other':
      return type.name === 'dummy'
        ? lost(
            stop(
              at,
              'dropped',
              'no-neighbour',
              `Dropped on ${space.label}: ${device.name} is a dummy, behind which nobody is.`,
              { evidence: linkEvidence(device) },
            ),
          )
        : lost(
            stop(
              at,
              'unknown',
              'fact-missing',
              `Unknown on ${space.label}: what ${device.name}, a device of kind ${type.name}, does with it.`,
              { evidence: linkEvidence(device) },
            ),
          )
  }
}

function parentOf(walk: Walk, { parentId }: Interface): { space: Space; device: Interface } | null {
  const device = parentId === null ? undefined : walk.world.interface.get(parentId)
  const space = device && walk.world.spaceOf(device)
  return device && space ? { space, device } : null
}

const noParent = (at: { space: Space; packet: ReturnType<typeof packetOf>; trail: Trail }, device: Interface) =>
  stop(at, 'unknown', 'fact-missing', `Unknown on ${at.space.label}: what ${device.name} sits on was not found.`)
