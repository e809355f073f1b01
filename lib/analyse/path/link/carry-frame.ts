import type { Interface } from '../../../model/interface.ts'
import { stop } from '../walk/stop.ts'
import { enter, leave, type Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { enterBridge, leaveByBridge } from './cross-bridge.ts'
import { filtered } from './filtered.ts'
import { type Carried, type Frame, lost, packetOf, together } from './frame.ts'
import { fromMacvlan } from './from-macvlan.ts'
import { placeAt } from './hook-place.ts'
import { ontoWire } from './onto-wire.ts'
import { passFrame } from './pass-frame.ts'
import { throughTunnel } from './through-tunnel.ts'
import { toChildren } from './to-children.ts'
import { isUplink } from './uplinks.ts'

/** A frame leaves a namespace, or a device on top of another, by a device. */
export function carryFrame(walk: Walk, space: Space, device: Interface, given: Frame, before: Trail): Carried {
  const at = { space, packet: packetOf(given), trail: before }
  if (!device.up)
    return lost(
      stop(at, 'dropped', 'interface-down', `Dropped on ${space.label}: ${device.name} is down.`, {
        evidence: evidenceOf(device),
        toChange: `${device.name} would have to be set up.`,
      }),
    )
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
          evidence: evidenceOf(device),
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
      if (peer && peerSpace) return walk.arrive(peerSpace, peer, frame, leave(trail, device))
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
      return fromMacvlan(walk, space, device, parent, frame, leave(trail, device))
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
              { evidence: evidenceOf(device) },
            ),
          )
        : lost(
            stop(
              at,
              'unknown',
              'fact-missing',
              `Unknown on ${space.label}: what ${device.name}, a device of kind ${type.name}, does with it.`,
              { evidence: evidenceOf(device) },
            ),
          )
  }
}

/** A veth takes frames of its MTU with one tag (is_skb_forwardable). */
const tagLength = 4

/** A frame comes to a device: by its wire, the other end of its veth, or out of its tunnel. */
export function arriveFrame(walk: Walk, space: Space, device: Interface, given: Frame, trail: Trail): Carried {
  const packet = packetOf(given)
  const entered = packet ? enter(trail, space, device, packet) : trail
  const at = { space, packet, trail: entered }
  if (space.blind !== null)
    return lost(stop(at, 'unknown', 'namespace-not-read', `Unknown from ${space.label} on: ${space.blind}.`))
  if (!device.up)
    return lost(
      stop(at, 'dropped', 'interface-down', `Dropped on ${space.label}: ${device.name} is down.`, {
        evidence: evidenceOf(device),
        toChange: `${device.name} would have to be set up.`,
      }),
    )
  const longest = device.mtu + tagLength
  if (device.type.kind === 'veth' && packet && packet.size > longest)
    return lost(
      stop(
        at,
        'too-big',
        'mtu',
        `Dropped on ${space.label}: ${packet.size} octets are more than the ${device.mtu} of ${device.name}, which takes no more from its other end.`,
        {
          evidence: evidenceOf(device),
          toChange: `The MTU of ${device.name} would have to be at least ${packet.size}.`,
        },
      ),
    )
  const into = filtered(space, device, 'in', given, entered)
  if (into) return lost(into)
  const passed = passFrame(
    walk,
    space,
    placeAt(space, 'ingress', { level: 'netdev', in: device, vlan: given.vlan }),
    given,
    entered,
  )
  if (passed.kind === 'stopped') return lost(passed)
  const { frame, trail: here } = passed
  const children = walk.world.childrenOf(device.id)
  if (frame.vlan !== null) {
    const tagged = children.find(({ type }) => type.kind === 'vlan' && type.vlanId === frame.vlan)
    const taggedSpace = tagged && walk.world.spaceOf(tagged)
    if (tagged && taggedSpace) return walk.arrive(taggedSpace, tagged, { ...frame, vlan: null }, here)
  }
  const master = device.masterId === null ? undefined : walk.world.interface.get(device.masterId)
  if (master?.type.kind === 'bridge') return enterBridge(walk, space, master, device, frame, here)
  if (master && !(master.type.kind === 'other' && master.type.name === 'vrf'))
    return lost(
      stop(
        at,
        'unknown',
        'fact-missing',
        `Unknown on ${space.label}: what ${master.name}, the master of ${device.name}, does with it.`,
      ),
    )
  if (frame.vlan !== null) return together([])
  const upper = toChildren(walk, device, children, frame, here)
  if (upper.taken) return upper.carried
  const isForMe = frame.destinationMac === null || frame.destinationMac === device.mac
  return together([
    upper.carried,
    isForMe
      ? { receptions: [{ kind: 'taken', space, device, port: null, frame, prerouted: false, trail: here }], losses: [] }
      : together([]),
  ])
}

const evidenceOf = (device: Interface) => ({
  kind: 'interface' as const,
  text: `${device.name}: ${device.up ? 'UP' : 'not UP'}, state ${device.operationalState}, mtu ${device.mtu}`,
  namespaceId: device.namespaceId,
  see: `ip -d link show dev ${device.name}`,
})

function parentOf(walk: Walk, { parentId }: Interface): { space: Space; device: Interface } | null {
  const device = parentId === null ? undefined : walk.world.interface.get(parentId)
  const space = device && walk.world.spaceOf(device)
  return device && space ? { space, device } : null
}

const noParent = (at: { space: Space; packet: ReturnType<typeof packetOf>; trail: Trail }, device: Interface) =>
  stop(at, 'unknown', 'fact-missing', `Unknown on ${at.space.label}: what ${device.name} sits on was not found.`)
