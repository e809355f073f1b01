import type { Interface } from '../../../model/interface.ts'
import { findListener } from '../ends/find-listener.ts'
import type { Packet } from '../packet.ts'
import { stop } from './stop.ts'
import { note, type Trail } from './trail.ts'
import type { Ending, Walk } from './walk.ts'
import { type Space, sysctlOf } from './world.ts'

type Delivery = { space: Space; device: Interface; packet: Packet; trail: Trail }

/** A packet for an address of the namespace, past INPUT: who takes it. */
export function deliverPacket(_walk: Walk, { space, device, packet, trail }: Delivery): Ending {
  const at = { space, packet, trail }
  if (packet.role !== 'request')
    return {
      kind: 'arrived',
      space,
      packet,
      taker: null,
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
      trail: note(trail, 'deliver', `The kernel of ${space.label} answers echo requests itself.`),
    }
  }
  const found = findListener(space.namespace, packet, space.interfaces, device, space.socketsGap)
  if (found.kind === 'unknown') return stop(at, 'unknown', 'fact-missing', `Unknown in ${space.label}: ${found.says}`)
  return {
    kind: 'arrived',
    space,
    packet,
    taker: found.kind === 'none' ? null : { by: 'socket', socket: found.socket },
    trail: note(trail, 'deliver', found.says, found.evidence),
  }
}
