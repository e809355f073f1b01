import type { Interface, InterfaceKind } from '../../../model/interface.ts'
import type { FdbEntry } from '../../../model/namespace.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Evidence } from '../trace.ts'
import { stop } from '../walk/stop.ts'
import { enter, note, type Trail } from '../walk/trail.ts'
import type { Ending, Walk } from '../walk/walk.ts'
import type { Space, World } from '../walk/world.ts'
import { type Carried, type Frame, lost, together } from './frame.ts'

type Vxlan = Extract<InterfaceKind, { kind: 'vxlan' }>

/** Outer IP, UDP, VXLAN header and inner Ethernet (RFC 7348). */
const overhead = 50
/** VXLAN takes its source port from a hash of the inner frame; any will do, since rules of the underlay name the destination. */
const anySourcePort = 49_152

/** A frame at a VXLAN device (vxlan_xmit): answered out of its neighbour table, or sent to the tunnel end that its forwarding table names. */
export function throughTunnel(walk: Walk, space: Space, device: Interface, frame: Frame, trail: Trail): Carried {
  const { type } = device
  if (type.kind !== 'vxlan') return together([])
  if (frame.payload.kind === 'ask') return answerForOthers(space, device, type, frame.payload.target, trail)
  const packet = frame.payload.packet
  const at = { space, packet, trail }
  const { destinationMac } = frame
  const entry = space.namespace.fdb.find(
    ({ mac, device: name, remote }) => mac === destinationMac && name === device.name && remote !== null,
  )
  const end = entry?.remote ?? defaultEnd(space, device, type)
  if (end === null)
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
  const remote = ipOf(end)
  const hostSpace = space.host.namespaceId === null ? null : walk.world.space(space.host.namespaceId)
  if (!remote || !hostSpace)
    return lost(
      stop(
        at,
        'unknown',
        'namespace-not-read',
        `Unknown on ${space.label}: the host's own namespace, which sends what is in the tunnel, is not read.`,
      ),
    )
  const outer = wrap(packet, remote, type)
  const inTunnel = note(
    trail,
    'tunnel',
    `${device.name} sends it in VXLAN ${type.vni} to ${end}`,
    entry ? fdbEvidence(space, entry) : null,
  )
  const ending = walk.send({
    space: hostSpace,
    packet: { ...outer, source: type.local === null ? null : ipOf(type.local) },
    trail: inTunnel,
  })
  return unwrap(walk, ending, type, remote, frame, packet)
}

/** The far end: the VXLAN device of that number on the host that the outer packet came to (vxlan_rcv). */
function unwrap(walk: Walk, ending: Ending, type: Vxlan, remote: Ip, frame: Frame, packet: Packet): Carried {
  if (ending.kind === 'stopped')
    return lost({ ...ending, says: `${ending.says} (the tunnel's packet to ${remote.text})`, packet })
  if (ending.kind === 'left')
    return lost(
      stop(
        { space: null, packet, trail: ending.trail },
        'unknown',
        'outside',
        `Unknown: the tunnel leads to ${remote.text}, where no agent reads.`,
      ),
    )
  const { host } = ending.space
  const far = farEnd(walk.world, ending.space, type)
  if (!far) {
    const blind = walk.world.spacesOfHost(host).some((id) => walk.world.space(id)?.blind != null)
    return lost(
      blind
        ? stop(
            { space: ending.space, packet, trail: ending.trail },
            'unknown',
            'namespace-not-read',
            `Unknown on ${host.name}: not all its namespaces are read, so where VXLAN ${type.vni} ends is not known.`,
          )
        : stop(
            { space: ending.space, packet, trail: ending.trail },
            'dropped',
            'tunnel-not-received',
            `Dropped on ${host.name}: no device there takes VXLAN ${type.vni} at port ${type.port}.`,
            {
              toChange: `${host.name} would have to take part in the overlay, which it does once a container there is on it; else the forwarding entry names the wrong host.`,
            },
          ),
    )
  }
  const trail = note(
    enter(ending.trail, far.space, far.device, packet),
    'tunnel',
    `${far.device.name} takes it out of VXLAN ${type.vni}.`,
  )
  return walk.arrive(far.space, far.device, frame, trail)
}

function farEnd(world: World, hostSpace: Space, { vni, port }: Vxlan): { space: Space; device: Interface } | null {
  for (const id of world.spacesOfHost(hostSpace.host)) {
    const space = world.space(id)
    const device = space?.interfaces.find(
      ({ type, up }) => up && type.kind === 'vxlan' && type.vni === vni && type.port === port,
    )
    if (space && device) return { space, device }
  }
  return null
}

/** arp_reduce and neigh_reduce: with `proxy` it answers for the neighbours that it was told of, and sends the question nowhere. */
function answerForOthers(space: Space, device: Interface, type: Vxlan, target: Ip, trail: Trail): Carried {
  if (!type.flags.includes('proxy'))
    return lost(
      stop(
        { space, packet: null, trail },
        'unknown',
        'fact-missing',
        `Unknown on ${space.label}: ${device.name} sends questions for a neighbour to all its tunnel ends.`,
      ),
    )
  const neighbour = space.namespace.neighbours.find(
    ({ device: name, address, mac, proxy }) =>
      name === device.name && ipOf(address) === target && mac !== null && !proxy,
  )
  if (!neighbour?.mac || neighbour.state.includes('FAILED'))
    return lost(
      stop(
        { space, packet: null, trail },
        'no-neighbour',
        'no-neighbour',
        `${device.name} in ${space.label} has no neighbour entry for ${target.text}, and asks nobody.`,
        {
          toChange: `${device.name} would need a neighbour entry for ${target.text}; the engine writes it when it hears of the container.`,
        },
      ),
    )
  return {
    receptions: [
      {
        kind: 'answered',
        mac: neighbour.mac,
        by: `${device.name} in ${space.label}, out of its entry ${target.text} lladdr ${neighbour.mac} ${neighbour.state.join(' ')},`,
        trail,
      },
    ],
    losses: [],
  }
}

const defaultEnd = ({ namespace }: Space, device: Interface, type: Vxlan): string | null =>
  namespace.fdb.find(
    ({ mac, device: name, remote }) => mac === '00:00:00:00:00:00' && name === device.name && remote !== null,
  )?.remote ?? type.remote

function wrap(packet: Packet, destination: Ip, { port, vni }: Vxlan): Omit<Packet, 'source'> {
  return {
    family: destination.family,
    destination,
    protocol: 'udp',
    sourcePort: anySourcePort,
    destinationPort: port,
    role: 'request',
    reset: false,
    size: packet.size + overhead + (destination.family === 'inet6' ? 20 : 0),
    dontFragment: false,
    timeToLive: 64,
    mark: 0,
    about: null,
    vni,
  }
}

const fdbEvidence = ({ id }: Space, { mac, device, remote, flags }: FdbEntry): Evidence => ({
  kind: 'forwarding-entry',
  text: [mac, 'dev', device, 'dst', remote ?? '', ...flags].join(' '),
  namespaceId: id,
  see: `bridge fdb show dev ${device}`,
})
