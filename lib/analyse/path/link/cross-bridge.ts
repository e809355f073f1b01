import type { Interface } from '../../../model/interface.ts'
import type { FdbEntry } from '../../../model/namespace.ts'
import type { Packet } from '../packet.ts'
import { lookupRoute } from '../routing/lookup-route.ts'
import { selectSource } from '../routing/select-source.ts'
import type { Evidence } from '../trace.ts'
import { stop } from '../walk/stop.ts'
import { note, type Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import { type Space, sysctlOf } from '../walk/world.ts'
import { findNeighbour } from './find-neighbour.ts'
import { type Carried, type Frame, lost, packetOf, together } from './frame.ts'
import { placeAt } from './hook-place.ts'
import { isWorthCarrying } from './is-worth-carrying.ts'
import { pass } from './pass.ts'
import { passFrame } from './pass-frame.ts'
import { type VlanPass, vlanIn, vlanOut } from './port-vlan.ts'

/** Where a copy of a frame is inside a bridge. */
type Inside = { space: Space; bridge: Interface; from: Interface | null; frame: Frame; vlan: VlanPass; trail: Trail }

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
  if (!bridge.up)
    return lost(
      stop(at, 'dropped', 'interface-down', `Dropped on ${space.label}: bridge ${bridge.name} is down.`, {
        evidence: linkEvidence(bridge),
        toChange: `${bridge.name} would have to be set up.`,
      }),
    )
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
  const entered = prerouted(walk, { space, bridge, from: port, frame, vlan, trail })
  if ('receptions' in entered) return entered
  const { destinationMac } = entered.frame
  const isOwn = destinationMac !== null && isOwnMac(walk, bridge, destinationMac)
  const upward: Carried =
    isOwn || destinationMac === null ? passUp(walk, entered, callsIptables(space, bridge, entered.frame)) : together([])
  return isOwn ? upward : together([upward, spread(walk, entered)])
}

/** The host's own frame leaves by a bridge (br_dev_xmit). */
export function leaveByBridge(walk: Walk, space: Space, bridge: Interface, frame: Frame, trail: Trail): Carried {
  const vlan = vlanIn(bridge, null, frame)
  if (vlan.kind === 'filtered')
    return lost(
      stop(
        { space, packet: packetOf(frame), trail },
        'dropped',
        'vlan-filtered',
        `Dropped on ${space.label}: ${vlan.says}.`,
        { toChange: vlan.toChange },
      ),
    )
  return spread(walk, { space, bridge, from: null, frame, vlan, trail })
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
 * port has to send back to where it came from where that is the same; anything else goes up.
 */
function redirected(walk: Walk, inside: Inside, packet: Packet): Inside | Carried {
  const { space, bridge, trail } = inside
  const route = lookupRoute(space.routing, { ...packet, inInterface: bridge.name, outInterface: null })
  if (route.kind !== 'forward' || route.device.id !== bridge.id) return passUp(walk, inside, true)
  const nextHop = route.gateway ?? packet.destination
  const neighbour = findNeighbour(walk, { space, device: bridge, nextHop, packet, trail })
  if (neighbour.kind === 'stopped') return lost(neighbour)
  if (neighbour.kind === 'outside') return passUp(walk, inside, true)
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
  if (out.tag !== null) {
    const tagged = walk.world.childrenOf(bridge.id).find(({ type }) => type.kind === 'vlan' && type.vlanId === out.tag)
    const taggedSpace = tagged && walk.world.spaceOf(tagged)
    return tagged && taggedSpace
      ? walk.arrive(taggedSpace, tagged, { ...passed.frame, vlan: null }, passed.trail)
      : together([])
  }
  // Rules of iptables know the port only where br_netfilter told them of it.
  const port = wasPrerouted ? from : null
  const taken = { space, device: bridge, port, frame: passed.frame, prerouted: wasPrerouted, trail: passed.trail }
  return { receptions: [{ kind: 'taken', ...taken }], losses: [] }
}

/** To the port that the forwarding table names, else to all (br_handle_frame_finish, br_flood). */
function spread(walk: Walk, inside: Inside): Carried {
  const { space, bridge, frame, vlan } = inside
  const ports = walk.world.portsOf(bridge.id)
  const entry = frame.destinationMac === null ? undefined : entryFor(space, bridge, frame.destinationMac, vlan.id)
  const named = entry && ports.find(({ name }) => name === entry.device)
  if (entry && named) return toPort(walk, inside, named, entry)
  return together(
    ports
      .filter((port) => port.id !== inside.from?.id || port.bridgePort?.hairpin === true)
      .filter((port) => isWorthCarrying(walk, port, frame))
      .map((port) => toPort(walk, inside, port, null)),
  )
}

function toPort(walk: Walk, inside: Inside, port: Interface, entry: FdbEntry | null): Carried {
  const { space, bridge, from, frame, trail } = inside
  const packet = packetOf(frame)
  const at = { space, packet, trail }
  const settings = port.bridgePort
  if (port.id === from?.id && settings?.hairpin !== true)
    return lost(
      stop(
        at,
        'dropped',
        'no-forwarding-entry',
        `Dropped on ${space.label}: ${bridge.name} holds ${frame.destinationMac ?? 'it'} to be behind ${port.name}, where it came from.`,
        {
          evidence: entry ? fdbEvidence(space, entry) : portEvidence(port),
          toChange: `The forwarding entry would have to name another port, or hairpin be on for ${port.name}.`,
        },
      ),
    )
  if (settings?.state !== 'forwarding')
    return lost(
      stop(
        at,
        'dropped',
        'port-not-forwarding',
        `Dropped on ${space.label}: port ${port.name} of ${bridge.name} is in state ${settings?.state ?? 'unknown'}.`,
        {
          evidence: portEvidence(port),
          toChange: `Port ${port.name} would have to be in state forwarding.`,
        },
      ),
    )
  if (from?.bridgePort?.isolated && settings.isolated)
    return lost(
      stop(
        at,
        'dropped',
        'port-isolated',
        `Dropped on ${space.label}: ${from.name} and ${port.name} are both isolated ports of ${bridge.name}.`,
        {
          evidence: portEvidence(port),
          toChange: `One of the two ports would have to be without isolation.`,
        },
      ),
    )
  const out = vlanOut(bridge, port, inside.vlan)
  if (out.kind === 'filtered')
    return lost(
      stop(at, 'dropped', 'vlan-filtered', `Dropped on ${space.label}: ${out.says}.`, {
        evidence: portEvidence(port),
        toChange: out.toChange,
      }),
    )
  const passed = forwarded(walk, inside, port, out.tag)
  if (passed.kind === 'stopped') return lost(passed)
  if (!packet) return walk.carry(space, port, { ...passed.frame, vlan: out.tag }, passed.trail)
  const crossed = note(
    passed.trail,
    'bridge',
    entry
      ? `${bridge.name} forwards it to port ${port.name}.`
      : `${bridge.name} sends it to port ${port.name}; it knows no port for ${frame.destinationMac ?? 'it'}.`,
    entry ? fdbEvidence(space, entry) : null,
  )
  return walk.carry(space, port, { ...passed.frame, vlan: out.tag }, crossed)
}

/** The hooks of a frame that a bridge forwards, or sends for its host. */
function forwarded(walk: Walk, { space, bridge, from, frame, trail }: Inside, port: Interface, tag: number | null) {
  const ports = { port: from, outPort: port, sourceMac: frame.sourceMac, destinationMac: frame.destinationMac }
  const isCalled =
    from !== null && callsIptables(space, bridge, frame) && callsIptables(space, bridge, { ...frame, vlan: tag })
  const towards = packetOf(frame)?.destination ?? null
  const outAddress = isCalled && towards ? selectSource(space.routing, bridge, towards) : null
  let passed: ReturnType<typeof passFrame> = { kind: 'passed', frame, trail }
  const places = [
    from
      ? placeAt(space, 'forward', { level: 'bridge', in: from, out: port, ...ports })
      : placeAt(space, 'output', { level: 'bridge', out: port, ...ports }),
    isCalled ? placeAt(space, 'forward', { in: bridge, out: bridge, ...ports }) : null,
    placeAt(space, 'postrouting', { level: 'bridge', out: port, ...ports }),
    isCalled ? placeAt(space, 'postrouting', { out: bridge, outAddress, ...ports }) : null,
  ]
  for (const place of places) {
    if (place === null) continue
    passed = passFrame(walk, space, place, passed.frame, passed.trail)
    if (passed.kind === 'stopped') return passed
  }
  return passed
}

/** Whether br_netfilter hands the frame to iptables or ip6tables. ARP goes elsewhere, and frames with a tag are left out unless they are asked for. */
function callsIptables(space: Space, bridge: Interface, { payload, vlan }: Frame): boolean {
  if (bridge.type.kind !== 'bridge') return false
  if (vlan !== null && sysctlOf(space, 'net.bridge.bridge-nf-filter-vlan-tagged') !== '1') return false
  const family = payload.kind === 'packet' ? payload.packet.family : payload.target.family
  if (family === 'inet') {
    const isCalled = bridge.type.nfCallIptables || sysctlOf(space, 'net.bridge.bridge-nf-call-iptables') === '1'
    return payload.kind === 'packet' && isCalled
  }
  return bridge.type.nfCallIp6tables || sysctlOf(space, 'net.bridge.bridge-nf-call-ip6tables') === '1'
}

const isOwnMac = (walk: Walk, bridge: Interface, mac: string): boolean =>
  mac === bridge.mac || walk.world.portsOf(bridge.id).some((port) => port.mac === mac)

const entryFor = ({ namespace }: Space, bridge: Interface, mac: string, vlan: number | null): FdbEntry | undefined =>
  namespace.fdb.find(
    (entry) => entry.mac === mac && entry.master === bridge.name && entry.remote === null && entry.vlan === vlan,
  )

const withPacket = (frame: Frame, packet: Packet): Frame => ({ ...frame, payload: { kind: 'packet', packet } })

const linkEvidence = (device: Interface): Evidence => ({
  kind: 'interface',
  text: `${device.name}: ${device.up ? 'UP' : 'not UP'}, state ${device.operationalState}`,
  namespaceId: device.namespaceId,
  see: `ip -d link show dev ${device.name}`,
})

const portEvidence = (port: Interface): Evidence => ({
  kind: 'interface',
  text: `${port.name}: state ${port.bridgePort?.state ?? 'unknown'}${port.bridgePort?.isolated ? ', isolated' : ''}${port.bridgePort?.hairpin ? ', hairpin' : ''}`,
  namespaceId: port.namespaceId,
  see: `bridge -d link show dev ${port.name}`,
})

const fdbEvidence = ({ id }: Space, { mac, device, master, flags }: FdbEntry): Evidence => ({
  kind: 'forwarding-entry',
  text: [mac, 'dev', device, ...(master === null ? [] : ['master', master]), ...flags].join(' '),
  namespaceId: id,
  see: `bridge fdb show br ${master ?? device}`,
})
