import type { IpvsService } from '../../../model/namespace.ts'
import { ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Evidence } from '../trace.ts'
import { stop } from './stop.ts'
import { note, type Trail } from './trail.ts'
import type { Ending, Walk } from './walk.ts'
import type { Space } from './world.ts'

/** IPVS takes what comes to a service's address or bears its mark, and gives it to one of its destinations (ip_vs_in); null where it does not. */
export function balancePacket(walk: Walk, space: Space, packet: Packet, trail: Trail): Ending | null {
  if (packet.role !== 'request' || packet.protocol === 'icmp') return null
  const service = space.namespace.ipvs.find((known) => isFor(known, packet))
  if (!service) return null
  const evidence = evidenceOf(space, service)
  const open = service.destinations.filter(({ weight }) => weight > 0)
  const at = { space, packet, trail }
  if (open.length === 0)
    return stop(
      at,
      'dropped',
      'balancer-empty',
      `Dropped on ${space.label}: IPVS has no destination with a weight for ${service.service}.`,
      {
        evidence,
        toChange: 'A task of the service would have to run, and the engine to write it into IPVS.',
      },
    )
  const chosen = open[walk.choose(open.length)]
  const { address, port } = splitDestination(chosen?.address ?? '')
  const real = ipOf(address)
  if (!chosen || !real)
    return stop(
      at,
      'unknown',
      'fact-missing',
      `Unknown on ${space.label}: a destination of IPVS that is not understood.`,
      { evidence },
    )
  const realPort = port === 0 ? packet.destinationPort : port
  const after = note(
    trail,
    'balance',
    `IPVS gives it to ${address}${port === 0 ? '' : ` port ${port}`}, one of ${open.length} with a weight.`,
    evidence,
  )
  walk.balancedIn(space).push({
    ...{ client: packet.source, clientPort: packet.sourcePort, real, realPort },
    ...{ virtual: packet.destination, virtualPort: packet.destinationPort },
  })
  if (chosen.forward !== 'Masq')
    return stop(
      { space, packet, trail: after },
      'unknown',
      'fact-missing',
      `Unknown on ${space.label}: IPVS forwards by ${chosen.forward}, which is not followed.`,
      { evidence },
    )
  return walk.send({
    space,
    packet: { ...packet, destination: real, destinationPort: realPort, balanced: true },
    trail: after,
  })
}

/** An answer of a real server gets the service's address again (ip_vs_reply4). */
export function unbalancePacket(walk: Walk, space: Space, packet: Packet): Packet {
  const flow = walk
    .balancedIn(space)
    .find(
      ({ client, clientPort, real, realPort }) =>
        packet.source === real &&
        packet.sourcePort === realPort &&
        packet.destination === client &&
        packet.destinationPort === clientPort,
    )
  return flow ? { ...packet, source: flow.virtual, sourcePort: flow.virtualPort } : packet
}

function isFor({ service }: IpvsService, { mark, protocol, destination, destinationPort }: Packet): boolean {
  const [kind = '', value = ''] = service.split(' ')
  if (kind === 'fwmark') return mark !== 0 && Number(value) === mark
  const { address, port } = splitDestination(value)
  return kind === protocol && ipOf(address) === destination && (port === 0 || port === destinationPort)
}

/** `10.0.1.5:0`, `[fd00::5]:80`. */
function splitDestination(text: string): { address: string; port: number } {
  const [, address = text, port = '0'] = /^\[?(.*?)\]?:(\d+)$/.exec(text) ?? []
  return { address, port: Number(port) }
}

const evidenceOf = ({ id }: Space, { service, scheduler, destinations }: IpvsService): Evidence => ({
  kind: 'ipvs',
  text: [
    service,
    scheduler,
    ...destinations.map(({ address, weight, forward }) => `-> ${address} ${forward} weight ${weight}`),
  ].join(' '),
  namespaceId: id,
  see: 'ipvsadm -ln',
})
