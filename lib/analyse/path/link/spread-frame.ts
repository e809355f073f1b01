import type { Interface } from '../../../model/interface.ts'
import type { FdbEntry } from '../../../model/namespace.ts'
import { selectSource } from '../routing/select-source.ts'
import type { Evidence } from '../trace.ts'
import { stop } from '../walk/stop.ts'
import { note, type Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { type Carried, type Frame, lost, packetOf, together } from './frame.ts'
import { placeAt } from './hook-place.ts'
import { callsIptables, floodWords, type Inside, portEvidence } from './inside-bridge.ts'
import { isWorthCarrying } from './is-worth-carrying.ts'
import { passFrame } from './pass-frame.ts'
import { vlanIn, vlanOut } from './port-vlan.ts'

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

/** To the port that the forwarding table names, else to all (br_handle_frame_finish, br_flood). */
export function spread(walk: Walk, inside: Inside): Carried {
  const { space, bridge, frame, vlan } = inside
  const ports = walk.world.portsOf(bridge.id)
  const entry = frame.destinationMac === null ? undefined : entryFor(space, bridge, frame.destinationMac, vlan.id)
  const named = entry && ports.find(({ name }) => name === entry.device)
  if (entry && named) return toPort(walk, inside, named, entry)
  return together(
    ports
      .filter((port) => port.id !== inside.from?.id || port.bridgePort?.hairpin === true)
      .filter((port) => isWorthCarrying(walk, port, frame))
      .map((port) => withheld(inside, port) ?? toPort(walk, inside, port, null)),
  )
}

/** A port to which no copies of such frames go (BR_FLOOD, BR_MCAST_FLOOD, BR_BCAST_FLOOD). Where it learns MACs, those behind it were learned from their answers. */
function withheld({ space, bridge, frame, trail }: Inside, port: Interface): Carried | null {
  const kind = floodOf(frame)
  if (!port.bridgePort?.withheld?.includes(kind) || (kind === 'unicast' && port.bridgePort.learning)) return null
  const setting = floodWords[kind]
  return lost(
    stop(
      { space, packet: packetOf(frame), trail },
      'dropped',
      'no-forwarding-entry',
      `Dropped on ${space.label}: ${bridge.name} sends no copies of such frames to port ${port.name} (${setting} off).`,
      {
        evidence: portEvidence(port),
        toChange: `${setting} would have to be on for ${port.name} (bridge link set dev ${port.name} ${setting} on).`,
      },
    ),
  )
}

/** A question for a neighbour goes to all in IPv4, to a group in IPv6. */
function floodOf({ destinationMac, payload }: Frame): 'unicast' | 'multicast' | 'broadcast' {
  if (destinationMac !== null) return 'unicast'
  return payload.kind === 'ask' && payload.target.family === 'inet6' ? 'multicast' : 'broadcast'
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

const entryFor = ({ namespace }: Space, bridge: Interface, mac: string, vlan: number | null): FdbEntry | undefined =>
  namespace.fdb.find(
    (entry) => entry.mac === mac && entry.master === bridge.name && entry.remote === null && entry.vlan === vlan,
  )

const fdbEvidence = ({ id }: Space, { mac, device, master, flags }: FdbEntry): Evidence => ({
  kind: 'forwarding-entry',
  text: [mac, 'dev', device, ...(master === null ? [] : ['master', master]), ...flags].join(' '),
  namespaceId: id,
  see: `bridge fdb show br ${master ?? device}`,
})
