import type { Interface } from '../../../model/interface.ts'
import { linkEvidence } from '../link/link-evidence.ts'
import type { Packet } from '../packet.ts'
import { type Stop, stop } from './stop.ts'
import type { Trail } from './trail.ts'
import type { Space } from './world.ts'

/** The end of a packet that may not be cut, before a device whose way takes less. */
export const tooBig = (trail: Trail, space: Space, packet: Packet, device: Interface, mtu: number): Stop =>
  stop(
    { space, packet, trail },
    'too-big',
    'mtu',
    `Too big on ${space.label}: ${packet.size} octets that may not be cut, and the way out by ${device.name} takes ${mtu}.`,
    {
      evidence: linkEvidence(device),
      toChange: `The MTU of ${device.name} would have to be at least ${packet.size}, or the packet no bigger than ${mtu}.`,
    },
  )
