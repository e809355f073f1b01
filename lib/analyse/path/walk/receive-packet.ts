import type { Interface } from '../../../model/interface.ts'
import { type Ip, ipOf } from '../ip.ts'
import { placeAt } from '../link/hook-place.ts'
import { pass } from '../link/pass.ts'
import type { Packet } from '../packet.ts'
import { checkSource } from '../routing/check-source.ts'
import type { RouteAnswer } from '../routing/compiled-routing.ts'
import { lookupRoute } from '../routing/lookup-route.ts'
import { vrfOf } from '../routing/vrf-of.ts'
import { balancePacket, unbalancePacket } from './balance-packet.ts'
import { deliverPacket } from './deliver-packet.ts'
import { decryptPacket } from './encrypt-packet.ts'
import { plainRefused } from './ipsec-policy.ts'
import { routeStop } from './route-stop.ts'
import { leaveNamespace } from './send-packet.ts'
import { stop } from './stop.ts'
import { tooBig } from './too-big.ts'
import { enter, lengthOf, note, noteAll, type Trail } from './trail.ts'
import type { Ending, Receiving, Walk } from './walk.ts'
import { type Space, sysctlOf } from './world.ts'

/** More stays in namespaces than any way has that ends. */
const longestWay = 64

/** A packet at the IP layer: PREROUTING, routing, and up or on (ip_rcv). */
export function receivePacket(walk: Walk, receiving: Receiving): Ending {
  const { space, device, port, sourceMac, destinationMac } = receiving
  const macs = { sourceMac, destinationMac }
  if (lengthOf(receiving.trail) > longestWay)
    return stop(
      { space, packet: receiving.packet, trail: receiving.trail },
      'loop',
      'walk-too-long',
      `Loop: the packet comes to ${space.label} for the ${longestWay}th time of all namespaces together, and its way does not end.`,
    )
  const entered = receiving.prerouted
    ? { kind: 'passed' as const, packet: receiving.packet, trail: receiving.trail }
    : pass(walk, space, placeAt(space, 'prerouting', { in: device, port, ...macs }), receiving.packet, receiving.trail)
  if (entered.kind === 'stopped') return entered
  const child = ipvlanAbove(walk, device, entered.packet.destination)
  if (child) return handUp(walk, receiving, child, entered.packet, entered.trail)
  const vrf = vrfOf(space.routing, device)
  const again =
    vrf === null || vrf === device
      ? entered
      : pass(
          walk,
          space,
          placeAt(space, 'prerouting', { in: vrf, again: true, ...macs }),
          entered.packet,
          entered.trail,
        )
  if (again.kind === 'stopped') return again
  const { packet } = again
  // Rules further on see the VRF in place of the device that is in it (vrf_l3_rcv).
  const seen = vrf ?? device
  const answer = lookupRoute(space.routing, { ...packet, inInterface: device.name, outInterface: null })
  const trail = noteAll(again.trail, answer.steps)
  const at = { space, packet, trail }
  const source = checkSource(space.routing, packet, device)
  if (source.kind === 'unknown') return stop(at, 'unknown', 'fact-missing', `Unknown on ${space.label}: ${source.says}`)
  if (source.kind === 'invalid')
    return stop(at, 'dropped', source.code, `Dropped on ${space.label}: ${source.says}`, {
      evidence: source.evidence,
      toChange:
        source.code === 'reverse-path'
          ? `The route back to ${packet.source.text} would have to leave by ${device.name}, or rp_filter be 0 or 2 there.`
          : null,
    })
  if (answer.kind === 'local') {
    const inside = pass(walk, space, placeAt(space, 'input', { in: seen, port, ...macs }), packet, trail)
    if (inside.kind === 'stopped') return inside
    if (inside.packet.protocol === 'esp') {
      const plain = decryptPacket(space, inside.packet, inside.trail)
      return plain.kind === 'stopped'
        ? plain
        : walk.receive({ ...receiving, packet: plain.packet, prerouted: false, trail: plain.trail })
    }
    const refused = plainRefused(space, 'in', inside.packet, inside.trail)
    if (refused) return refused
    return (
      balancePacket(walk, space, inside.packet, inside.trail) ??
      deliverPacket({ space, device, vrf, packet: inside.packet, trail: inside.trail })
    )
  }
  return forward(walk, receiving, seen, packet, answer, trail)
}

/** The ipvlan of mode l3s on a device that has an address. */
const ipvlanAbove = ({ world }: Walk, { id }: Interface, destination: Ip): Interface | undefined =>
  world
    .childrenOf(id)
    .find(
      ({ type, up, addresses }) =>
        type.kind === 'ipvlan' &&
        type.mode === 'l3s' &&
        up &&
        addresses.some(({ prefix }) => ipOf(prefix) === destination),
    )

/** Mode l3s: rules of the parent's namespace see it come in, and then whoever listens in the ipvlan's takes it, past all rules there (ipvlan_l3_rcv). */
function handUp(
  walk: Walk,
  { space, device, port }: Receiving,
  child: Interface,
  packet: Packet,
  trail: Trail,
): Ending {
  const upper = walk.world.spaceOf(child)
  if (!upper || upper.blind !== null)
    return stop(
      { space, packet, trail },
      'unknown',
      'namespace-not-read',
      `Unknown from ${space.label} on: the namespace of the ipvlan ${child.name} on ${device.name} was not read.`,
    )
  const inside = pass(walk, space, placeAt(space, 'input', { in: device, port }), packet, trail)
  if (inside.kind === 'stopped') return inside
  const entered = enter(inside.trail, upper, child, inside.packet)
  const source = checkSource(upper.routing, inside.packet, child)
  if (source.kind !== 'valid')
    return stop(
      { space: upper, packet: inside.packet, trail: entered },
      source.kind === 'unknown' ? 'unknown' : 'dropped',
      source.kind === 'unknown' ? 'fact-missing' : source.code,
      `${source.kind === 'unknown' ? 'Unknown' : 'Dropped'} in ${upper.label}: ${source.says}`,
    )
  return deliverPacket({ space: upper, device: child, vrf: null, packet: inside.packet, trail: entered })
}

function forward(
  walk: Walk,
  { space, device, port, sourceMac, destinationMac }: Receiving,
  seen: Interface,
  packet: Packet,
  answer: Exclude<RouteAnswer, { kind: 'local' }>,
  trail: Trail,
): Ending {
  const at = { space, packet, trail }
  const forwards = forwarding(space, packet, device.name)
  if (forwards === null)
    return stop(
      at,
      'unknown',
      'fact-missing',
      `Unknown on ${space.label}: whether it forwards what comes by ${device.name} was not read.`,
    )
  if (!forwards.on)
    return stop(
      at,
      'not-forwarded',
      'forwarding-off',
      `Not forwarded on ${space.label}: ${packet.destination.text} is not its own, and forwarding is off for ${device.name}.`,
      {
        evidence: {
          kind: 'sysctl',
          text: `${forwards.name} = 0`,
          namespaceId: space.id,
          see: `sysctl ${forwards.name}`,
        },
        toChange: `Forwarding would have to be on (${packet.family === 'inet' ? 'net.ipv4.ip_forward' : 'net.ipv6.conf.all.forwarding'} = 1).`,
      },
    )
  const refused = plainRefused(space, 'fwd', packet, trail)
  if (refused) return refused
  const chosen = answer.kind === 'several' ? answer.choices[walk.choose(answer.choices.length)] : answer
  if (chosen === undefined)
    return stop(at, 'unknown', 'several-ways', `Unknown on ${space.label}: which of several routes it takes.`)
  if (chosen.kind !== 'forward') return routeStop(space, packet, chosen, trail)
  if (packet.timeToLive <= 1)
    return stop(at, 'loop', 'time-to-live', `Dropped on ${space.label}: the packet's time to live is used up.`)
  const mtu = chosen.mtu ?? chosen.device.mtu
  // A router cuts no packet of IPv6 (ip6_forward).
  if (packet.size > mtu && (packet.dontFragment || packet.family === 'inet6'))
    return tooBig(trail, space, packet, chosen.device, mtu)
  const lowered = { ...packet, timeToLive: packet.timeToLive - 1 }
  const place = placeAt(space, 'forward', { in: seen, out: chosen.device, port, sourceMac, destinationMac })
  const passed = pass(
    walk,
    space,
    place,
    lowered,
    note(trail, 'forward', `${space.label} forwards it from ${device.name} to ${chosen.device.name}.`),
  )
  if (passed.kind === 'stopped') return passed
  return leaveNamespace(walk, space, seen, port, {
    device: chosen.device,
    nextHop: chosen.gateway ?? packet.destination,
    packet: unbalancePacket(walk, space, passed.packet),
    source: chosen.source,
    mtu,
    trail: passed.trail,
  })
}

/** IPv4 asks the interface that it came by, IPv6 all. */
function forwarding(space: Space, { family }: Packet, device: string): { on: boolean; name: string } | null {
  const name =
    family === 'inet' ? `net.ipv4.conf.${device.replaceAll('.', '/')}.forwarding` : 'net.ipv6.conf.all.forwarding'
  const value = sysctlOf(space, name) ?? (family === 'inet' ? sysctlOf(space, 'net.ipv4.ip_forward') : null)
  return value === null ? null : { on: value !== '0', name }
}
