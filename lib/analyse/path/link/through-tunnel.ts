import type { Interface, InterfaceKind } from '../../../model/interface.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import { lookupRoute } from '../routing/lookup-route.ts'
import type { Evidence } from '../trace.ts'
import { hopLimit } from '../walk/hop-limit.ts'
import { type Stop, stop } from '../walk/stop.ts'
import { note, type Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { answerInTunnel } from './answer-in-tunnel.ts'
import { type Carried, type Frame, lost, together } from './frame.ts'
import { linkEvidence } from './link-evidence.ts'
import { outOfTunnel } from './out-of-tunnel.ts'
import { entryOf, isFixed, learnedKey, tunnelEntryEvidence } from './tunnel-entry.ts'

type Vxlan = Extract<InterfaceKind, { kind: 'vxlan' }>
/** Where a copy goes, and by which entry. */
type End = { address: string; vni: number; evidence: Evidence | null }

/** Outer IP, UDP, VXLAN header and inner Ethernet (RFC 7348). */
const overheadTo = ({ family }: Ip): number => (family === 'inet' ? 50 : 70)
/** VXLAN takes its source port from a hash of the inner frame; any will do, since rules of the underlay name the destination. */
const anySourcePort = 49_152
const everyMac = '00:00:00:00:00:00'

/** A frame at a VXLAN device (vxlan_xmit): answered out of its neighbour table, or sent to the tunnel ends that its forwarding table names. */
export function throughTunnel(walk: Walk, space: Space, device: Interface, frame: Frame, trail: Trail): Carried {
  const { type } = device
  if (type.kind !== 'vxlan') return together([])
  if (frame.payload.kind === 'ask') return answerInTunnel(space, device, type, frame.payload.target, trail)
  const { packet } = frame.payload
  const at = { space, packet, trail }
  const { destinationMac } = frame
  const ends = endsFor(walk, space, device, type, destinationMac)
  if (ends.length === 0)
    return lost(
      stop(
        at,
        'dropped',
        'no-forwarding-entry',
        `Dropped on ${space.label}: ${device.name} has no forwarding entry for ${destinationMac ?? 'it'}, so no host to send it to.`,
        {
          toChange: `${device.name} would need a forwarding entry for ${destinationMac ?? 'the address'} to the host that has it (bridge fdb append); the engine writes it when the container joins.`,
        },
      ),
    )
  const hostSpace = space.host.namespaceId === null ? null : walk.world.space(space.host.namespaceId)
  return together(
    ends.map((end) => {
      const remote = ipOf(end.address)
      if (!remote || !hostSpace)
        return lost(
          stop(
            at,
            'unknown',
            'namespace-not-read',
            `Unknown on ${space.label}: the host's own namespace, which sends what is in the tunnel, is not read.`,
          ),
        )
      const tooLong = tooLongFor(hostSpace, device, packet, remote, trail)
      if (tooLong) return lost(tooLong)
      const kind = { ...type, vni: end.vni }
      const says = `${device.name} sends it in VXLAN ${end.vni} to ${end.address}`
      const ending = walk.send({
        space: hostSpace,
        packet: { ...wrap(hostSpace, packet, remote, kind), source: type.local === null ? null : ipOf(type.local) },
        trail: note(trail, 'tunnel', says, end.evidence),
      })
      return outOfTunnel(walk, ending, kind, remote, frame, packet)
    }),
  )
}

/** What the device learned of the MAC, else the entry for it, else those for all MACs that have none. */
function endsFor(walk: Walk, space: Space, device: Interface, { vni, remote }: Vxlan, mac: string | null): End[] {
  const entry = mac === null ? undefined : entryOf(space, device, mac)
  const learned = mac === null ? undefined : walk.heard.get(learnedKey(device, mac))
  if (learned !== undefined && !(entry && isFixed(entry))) return [{ address: learned, vni, evidence: null }]
  const { fdb } = space.namespace
  const entries = entry ? [entry] : fdb.filter((one) => one.mac === everyMac && one.device === device.name)
  const ends = entries.flatMap((one): End[] =>
    one.remote === null
      ? []
      : [{ address: one.remote, vni: one.vni ?? vni, evidence: tunnelEntryEvidence(space, one) }],
  )
  return ends.length > 0 || remote === null ? ends : [{ address: remote, vni, evidence: null }]
}

/**
 * A bridge's packet that may not be cut and does not fit the underlay with all that is put around it is sent back as too big; others go out in pieces
 * (skb_tunnel_check_pmtu, iptunnel_pmtud_check_icmp).
 */
function tooLongFor(hostSpace: Space, device: Interface, packet: Packet, remote: Ip, trail: Trail): Stop | null {
  if (device.masterId === null || packet.role === 'error') return null
  const way = lookupRoute(hostSpace.routing, {
    ...{ destination: remote, source: null, protocol: 'udp', sourcePort: 0, destinationPort: 0, mark: 0 },
    ...{ inInterface: 'lo', outInterface: null },
  })
  if (way.kind !== 'forward') return null
  const overhead = overheadTo(remote)
  const takes = (way.mtu ?? way.device.mtu) - overhead
  const isKept = packet.family === 'inet' ? packet.dontFragment && takes > 576 : takes > 1280
  if (packet.size <= takes || !isKept) return null
  return stop(
    { space: hostSpace, packet, trail },
    'too-big',
    'mtu',
    `Too big on ${hostSpace.label}: ${packet.size} octets that may not be cut, and the way by ${way.device.name} takes ${takes} with the ${overhead} of the tunnel around them.`,
    {
      evidence: linkEvidence(way.device),
      toChange: `The MTU of ${way.device.name} would have to be at least ${packet.size + overhead}, or that of the overlay no more than ${takes}.`,
    },
  )
}

function wrap(hostSpace: Space, packet: Packet, destination: Ip, { port, vni }: Vxlan): Omit<Packet, 'source'> {
  return {
    family: destination.family,
    destination,
    protocol: 'udp',
    sourcePort: anySourcePort,
    destinationPort: port,
    role: 'request',
    reset: false,
    size: packet.size + overheadTo(destination),
    dontFragment: false,
    timeToLive: hopLimit(hostSpace, destination.family),
    mark: 0,
    about: null,
    vni,
  }
}
