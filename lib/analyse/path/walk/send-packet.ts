import type { Interface } from '../../../model/interface.ts'
import type { Ip } from '../ip.ts'
import { placeAt } from '../link/hook-place.ts'
import { pass } from '../link/pass.ts'
import type { Packet } from '../packet.ts'
import type { RouteAnswer } from '../routing/compiled-routing.ts'
import { lookupRoute } from '../routing/lookup-route.ts'
import { selectSource } from '../routing/select-source.ts'
import { vrfOf } from '../routing/vrf-of.ts'
import { encryptPacket } from './encrypt-packet.ts'
import { routeStop } from './route-stop.ts'
import { type Stop, stop } from './stop.ts'
import { tooBig } from './too-big.ts'
import { enter, note, noteAll, type Trail } from './trail.ts'
import type { Ending, Sending, Walk } from './walk.ts'
import type { Space } from './world.ts'

type Routed = {
  kind: 'routed'
  device: Interface
  nextHop: Ip
  packet: Packet
  source: Ip | null
  mtu: number
  trail: Trail
}

/** A packet made in a namespace: route, OUTPUT, perhaps another route, POSTROUTING (ip_queue_xmit, ip_push_pending_frames). */
export function sendPacket(walk: Walk, { space, packet, by = null, trail }: Sending): Ending {
  const outInterface = by?.name ?? null
  const answer = lookupRoute(space.routing, { ...packet, inInterface: 'lo', outInterface })
  const chosen = packet.source ?? ('source' in answer ? answer.source : null) ?? packet.destination
  const begun = enter(trail, space, null, { ...packet, source: chosen })
  if (space.blind !== null)
    return stop(
      { space, packet: null, trail: begun },
      'unknown',
      'namespace-not-read',
      `Unknown in ${space.label}: ${space.blind}`,
    )
  const routed = routedBy(walk, space, packet, answer, noteAll(begun, answer.steps))
  if (routed.kind === 'stopped') return routed
  // What may not be cut is refused before any rule sees it (__ip_append_data).
  const { packet: made, mtu } = routed
  if (made.size > mtu && made.dontFragment && made.protocol !== 'udp')
    return tooBig(routed.trail, space, made, routed.device, mtu)
  const through = throughVrf(walk, space, routed)
  if (through.kind === 'stopped') return through
  const out = pass(
    walk,
    space,
    placeAt(space, 'output', { out: routed.device, outAddress: routed.source, again: through.again }),
    through.packet,
    through.trail,
  )
  if (out.kind === 'stopped') return out
  const isOther = out.packet.destination !== routed.packet.destination || out.packet.mark !== routed.packet.mark
  const again = isOther
    ? route(walk, space, out.packet, outInterface, out.trail)
    : { ...routed, packet: out.packet, trail: out.trail }
  if (again.kind === 'stopped') return again
  return leaveNamespace(walk, space, null, null, again)
}

/** A packet of its own by a device of a VRF meets OUTPUT and POSTROUTING as one of the VRF's first (vrf_ip_out_direct). */
function throughVrf(walk: Walk, space: Space, { device, packet, source, trail }: Routed) {
  const vrf = vrfOf(space.routing, device)
  if (vrf === null || vrf === device) return { kind: 'passed' as const, packet, trail, again: false }
  const given = { out: vrf, outAddress: selectSource(space.routing, vrf, packet.destination) ?? source }
  const out = pass(walk, space, placeAt(space, 'output', given), packet, trail)
  if (out.kind === 'stopped') return out
  const left = pass(walk, space, placeAt(space, 'postrouting', given), out.packet, out.trail)
  return left.kind === 'stopped' ? left : { ...left, again: true }
}

/** What forwarded and local packets have in common: POSTROUTING, the size, the device. Rules there see what a forwarded one arrived by. */
export function leaveNamespace(
  walk: Walk,
  space: Space,
  arrivedBy: Interface | null,
  port: Interface | null,
  { device, nextHop, packet, source, mtu, trail }: Omit<Routed, 'kind'>,
): Ending {
  const place = placeAt(space, 'postrouting', {
    in: arrivedBy,
    port,
    out: device,
    outAddress: selectSource(space.routing, device, masqueradedTowards(packet, nextHop)) ?? source,
  })
  const posted = pass(walk, space, place, packet, trail)
  if (posted.kind === 'stopped') return posted
  const hidden = encryptPacket(space, posted.packet, posted.trail)
  if (hidden?.kind === 'stopped') return hidden
  if (hidden)
    return leaveEncrypted(walk, space, { device, nextHop, packet: hidden.packet, source, mtu, trail: hidden.trail })
  const out = posted.packet
  // A program's own datagram is cut before it leaves, and its pieces may be cut again (__ip_append_data).
  const isCutHere = arrivedBy === null && out.protocol === 'udp'
  if (out.size > mtu && out.dontFragment && !isCutHere) return tooBig(posted.trail, space, out, device, mtu)
  const fitting = out.size > mtu ? { ...out, size: mtu, dontFragment: false } : out
  return walk.transmit({ space, device, nextHop, packet: fitting, trail: posted.trail })
}

/** What decides MASQUERADE's address: in IPv4 the next hop (`rt_nexthop`), in IPv6 whom the packet is for, since routers there have local addresses. */
const masqueradedTowards = ({ family, destination }: Packet, nextHop: Ip): Ip =>
  family === 'inet' && nextHop.family === 'inet' ? nextHop : destination

/** An ESP packet is one of the host's own: it goes through OUTPUT and POSTROUTING like any other (xfrm_output_resume). */
function leaveEncrypted(walk: Walk, space: Space, routed: Omit<Routed, 'kind'>): Ending {
  const { device, source, packet, trail } = routed
  const out = pass(walk, space, placeAt(space, 'output', { out: device, outAddress: source }), packet, trail)
  return out.kind === 'stopped'
    ? out
    : leaveNamespace(walk, space, null, null, { ...routed, packet: out.packet, trail: out.trail })
}

function route(
  walk: Walk,
  space: Space,
  packet: Sending['packet'],
  outInterface: string | null,
  trail: Trail,
): Routed | Stop {
  const answer = lookupRoute(space.routing, { ...packet, inInterface: 'lo', outInterface })
  return routedBy(walk, space, packet, answer, noteAll(trail, answer.steps))
}

function routedBy(
  walk: Walk,
  space: Space,
  packet: Sending['packet'],
  answer: RouteAnswer,
  trail: Trail,
): Routed | Stop {
  switch (answer.kind) {
    case 'several': {
      const choice = answer.choices[walk.choose(answer.choices.length)]
      return choice ? routedBy(walk, space, packet, choice, trail) : routeStop(space, null, answer, trail)
    }
    case 'forward': {
      const source = packet.source ?? answer.source
      if (!source)
        return stop(
          { space, packet: null, trail },
          'no-route',
          'no-route',
          `No source address in ${space.label} to send from by ${answer.device.name}.`,
          {
            toChange: `${answer.device.name} would need an address of the family of ${packet.destination.text}.`,
          },
        )
      return {
        kind: 'routed',
        device: answer.device,
        nextHop: answer.gateway ?? packet.destination,
        packet: { ...packet, source },
        source: answer.source,
        mtu: answer.mtu ?? answer.device.mtu,
        trail: packet.source ? trail : note(trail, 'source', `${source.text} is the address it is sent from.`),
      }
    }
    case 'local': {
      const loopback = space.byName.get('lo')
      const source = packet.source ?? answer.source ?? packet.destination
      if (!loopback?.up)
        return stop(
          { space, packet: { ...packet, source }, trail },
          'dropped',
          'interface-down',
          `Dropped in ${space.label}: lo is down.`,
          { toChange: 'lo would have to be set up.' },
        )
      return {
        kind: 'routed',
        device: loopback,
        nextHop: packet.destination,
        packet: { ...packet, source },
        source,
        mtu: loopback.mtu,
        trail,
      }
    }
    default:
      return routeStop(space, null, answer, trail)
  }
}
