import type { Interface } from '../../../model/interface.ts'
import type { Packet } from '../packet.ts'
import { lookupRoute } from '../routing/lookup-route.ts'
import { stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { findNeighbour } from './find-neighbour.ts'
import { type Carried, type Frame, lost, packetOf, together, withPacket } from './frame.ts'
import { placeAt } from './hook-place.ts'
import { callsIptables, type Inside, portEvidence } from './inside-bridge.ts'
import { interfaceDown } from './interface-down.ts'
import { linkEvidence } from './link-evidence.ts'
import { pass } from './pass.ts'
import { passFrame } from './pass-frame.ts'
import { vlanIn, vlanOut } from './port-vlan.ts'
import { spread } from './spread-frame.ts'
import { meetDevice, takeFrame } from './take-frame.ts'

/** A frame comes to a port (br_handle_frame). */
export function enterBridge(
  walk: Walk,
  space: Space,
  bridge: Interface,
  port: Interface,
  frame: Frame,
  trail: Trail,
): Carried {
  const at = { space, packet: packetOf(frame), trail }
  const state = port.bridgePort?.state ?? 'unknown'
  if (!bridge.up) return lost(interfaceDown(at, bridge))
  if (state !== 'forwarding')
    return lost(
      stop(
        at,
        'dropped',
        'port-not-forwarding',
        `Dropped on ${space.label}: port ${port.name} of ${bridge.name} is in state ${state}.`,
        {
          evidence: portEvidence(port),
          toChange: `Port ${port.name} would have to be in state forwarding.`,
        },
      ),
    )
  const vlan = vlanIn(bridge, port, frame)
  if (vlan.kind === 'filtered')
    return lost(
      stop(at, 'dropped', 'vlan-filtered', `Dropped on ${space.label}: ${vlan.says}.`, {
        evidence: portEvidence(port),
        toChange: vlan.toChange,
      }),
    )
  if (isLockedOut(space, bridge, port, frame))
    return lost(
      stop(
        at,
        'dropped',
        'no-forwarding-entry',
        `Dropped on ${space.label}: port ${port.name} of ${bridge.name} is locked, and ${frame.sourceMac ?? 'the sender'} is not held to be behind it.`,
        {
          evidence: portEvidence(port),
          toChange: `${port.name} would have to be without the lock, or ${bridge.name} have a forwarding entry for that MAC there (bridge fdb add).`,
        },
      ),
    )
  const entered = prerouted(walk, { space, bridge, from: port, frame, vlan, trail })
  if ('receptions' in entered) return entered
  const { destinationMac } = entered.frame
  const isOwn = destinationMac !== null && isOwnMac(walk, bridge, destinationMac)
  const goesUp = isOwn || destinationMac === null || isOnTop(walk, bridge, destinationMac)
  const upward = goesUp ? passUp(walk, entered, callsIptables(space, bridge, entered.frame)) : together([])
  return isOwn ? upward : together([upward, spread(walk, entered)])
}

/** nft tables of family bridge, and iptables where br_netfilter calls them (br_nf_pre_routing). */
function prerouted(walk: Walk, inside: Inside): Inside | Carried {
  const { space, bridge, from, frame } = inside
  const macs = { sourceMac: frame.sourceMac, destinationMac: frame.destinationMac }
  const place = placeAt(space, 'prerouting', { level: 'bridge', in: from, port: from, vlan: frame.vlan, ...macs })
  const first = passFrame(walk, space, place, frame, inside.trail)
  if (first.kind === 'stopped') return lost(first)
  const packet = packetOf(first.frame)
  if (!packet || !callsIptables(space, bridge, frame)) return { ...inside, frame: first.frame, trail: first.trail }
  const second = pass(
    walk,
    space,
    placeAt(space, 'prerouting', { in: bridge, port: from, ...macs }),
    packet,
    first.trail,
  )
  if (second.kind === 'stopped') return lost(second)
  const after: Inside = { ...inside, frame: withPacket(frame, second.packet), trail: second.trail }
  return second.packet.destination === packet.destination ? after : redirected(walk, after, second.packet)
}

/**
 * A rewritten destination is looked up by the IP layer (br_nf_pre_routing_finish): what would leave by the same bridge stays a frame of it, which its
 * port has to send back to where it came from where that is the same; anything else goes up, as if it were for the bridge itself.
 */
function redirected(walk: Walk, inside: Inside, packet: Packet): Inside | Carried {
  const { space, bridge, trail } = inside
  const route = lookupRoute(space.routing, { ...packet, inInterface: bridge.name, outInterface: null })
  const up = (): Carried => passUp(walk, { ...inside, frame: { ...inside.frame, destinationMac: bridge.mac } }, true)
  if (route.kind !== 'forward' || route.device.id !== bridge.id) return up()
  const nextHop = route.gateway ?? packet.destination
  const neighbour = findNeighbour(walk, { space, device: bridge, nextHop, packet, trail })
  if (neighbour.kind === 'stopped') return lost(neighbour)
  if (neighbour.kind === 'outside') return up()
  return { ...inside, frame: { ...inside.frame, destinationMac: neighbour.mac }, trail: neighbour.trail }
}

/** To the host, where the bridge itself is in the VLAN; tagged, to the interface of that VLAN on top of it (br_pass_frame_up). */
function passUp(walk: Walk, { space, bridge, from, frame, vlan, trail }: Inside, wasPrerouted: boolean): Carried {
  const { sourceMac, destinationMac } = frame
  const out = vlanOut(bridge, bridge, vlan)
  if (out.kind === 'filtered')
    return lost(
      stop(
        { space, packet: packetOf(frame), trail },
        'dropped',
        'vlan-filtered',
        `Dropped on ${space.label}: ${out.says}.`,
        { evidence: linkEvidence(bridge), toChange: out.toChange },
      ),
    )
  const place = placeAt(space, 'input', { level: 'bridge', in: from, port: from, sourceMac, destinationMac })
  const passed = passFrame(walk, space, place, frame, trail)
  if (passed.kind === 'stopped') return lost(passed)
  const met = meetDevice(walk, space, bridge, { ...passed.frame, vlan: out.tag }, passed.trail)
  if (met.kind === 'ended') return met.carried
  // Rules of iptables know the port only where br_netfilter told them of it.
  const port = wasPrerouted ? from : null
  return takeFrame(walk, { space, device: bridge, port, frame: met.frame, prerouted: wasPrerouted, trail: met.trail })
}

const isOwnMac = (walk: Walk, bridge: Interface, mac: string): boolean =>
  mac === bridge.mac || walk.world.portsOf(bridge.id).some((port) => port.mac === mac)

/** A macvlan on a bridge makes the bridge promiscuous, which then takes up what is for the macvlan's MAC (br_handle_frame_finish). */
const isOnTop = (walk: Walk, bridge: Interface, mac: string): boolean =>
  walk.world.childrenOf(bridge.id).some((child) => child.type.kind === 'macvlan' && child.mac === mac)

/** A port that is locked takes frames only from MACs that the forwarding table has behind it (BR_PORT_LOCKED). */
function isLockedOut({ namespace }: Space, bridge: Interface, port: Interface, { sourceMac }: Frame): boolean {
  if (port.bridgePort?.locked !== true) return false
  return !namespace.fdb.some(
    ({ mac, device, master, flags }) =>
      mac === sourceMac && device === port.name && master === bridge.name && !flags.includes('permanent'),
  )
}
