import type { Interface } from '../../../model/interface.ts'
import { type Stop, stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Space } from '../walk/world.ts'
import { type Frame, packetOf } from './frame.ts'

/** Why nothing passes the wire of an interface: no cable, or nobody at its other end. Null where it carries. */
export function noCarrier(space: Space, device: Interface, frame: Frame, trail: Trail): Stop | null {
  if (device.operationalState !== 'DOWN' && device.operationalState !== 'LOWERLAYERDOWN') return null
  return stop(
    { space, packet: packetOf(frame), trail },
    'dropped',
    'interface-down',
    `Dropped on ${space.label}: ${device.name} has no carrier.`,
    {
      evidence: {
        kind: 'interface',
        text: `${device.name}: ${device.up ? 'UP' : 'not UP'}, state ${device.operationalState}`,
        namespaceId: space.id,
        see: `ip link show dev ${device.name}`,
      },
      toChange: `${device.name} would need its cable, or whoever is at its other end to be up.`,
    },
  )
}
