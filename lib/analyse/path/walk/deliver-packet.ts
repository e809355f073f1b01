import type { Interface } from '../../../model/interface.ts'
import { findListener } from '../ends/find-listener.ts'
import type { Packet } from '../packet.ts'
import { stop } from './stop.ts'
import { note, type Trail } from './trail.ts'
import type { Ending } from './walk.ts'
import { type Space, sysctlOf } from './world.ts'

/** `vrf`: the one that it came by. */
type Delivery = { space: Space; device: Interface; vrf: Interface | null; packet: Packet; trail: Trail }

/** A packet for an address of the namespace, past INPUT: who takes it. */
export function deliverPacket({ space, device, vrf, packet, trail }: Delivery): Ending {
  const at = { space, packet, trail }
  const closed = closedTo(space, vrf, packet)
  if (packet.role !== 'request' && closed !== null && vrf !== null)
    return stop(
      at,
      'dropped',
      'way-back',
      `Dropped in ${space.label}: the answer comes by ${vrf.name}, and the socket that asked is in no VRF.`,
      {
        evidence: { kind: 'sysctl', text: `${closed} = 0`, namespaceId: space.id, see: `sysctl ${closed}` },
        toChange: `${closed} would have to be 1, or the program ask from within ${vrf.name} (ip vrf exec).`,
      },
    )
  if (packet.role !== 'request')
    return {
      kind: 'arrived',
      space,
      packet,
      taker: null,
      vrf,
      trail: note(trail, 'deliver', `It comes back to ${space.label}.`),
    }
  if (packet.protocol === 'icmp') {
    const name = packet.family === 'inet' ? 'net.ipv4.icmp_echo_ignore_all' : 'net.ipv6.icmp.echo_ignore_all'
    if (sysctlOf(space, name) === '1')
      return stop(at, 'dropped', 'echo-ignored', `Dropped in ${space.label}: its kernel ignores echo requests.`, {
        evidence: { kind: 'sysctl', text: `${name} = 1`, namespaceId: space.id, see: `sysctl ${name}` },
        toChange: `${name} would have to be 0.`,
      })
    return {
      kind: 'arrived',
      space,
      packet,
      taker: { by: 'kernel', socket: null },
      vrf,
      trail: note(trail, 'deliver', `The kernel of ${space.label} answers echo requests itself.`),
    }
  }
  const found = findListener(space.namespace, packet, space.interfaces, device, space.socketsGap, {
    name: vrf?.name ?? null,
    isOpen: closed === null,
  })
  if (found.kind === 'unknown') return stop(at, 'unknown', 'fact-missing', `Unknown in ${space.label}: ${found.says}`)
  return {
    kind: 'arrived',
    space,
    packet,
    taker: found.kind === 'none' ? null : { by: 'socket', socket: found.socket },
    vrf,
    trail: note(trail, 'deliver', found.says, found.evidence),
  }
}

/** The setting by which sockets that are bound to no device take nothing of a VRF's; null where they take it (inet_bound_dev_eq). */
function closedTo(space: Space, vrf: Interface | null, { protocol, about }: Packet): string | null {
  const asked = about?.protocol ?? protocol
  if (vrf === null || (asked !== 'tcp' && asked !== 'udp')) return null
  const name = `net.ipv4.${asked}_l3mdev_accept`
  return sysctlOf(space, name) === '1' ? null : name
}
