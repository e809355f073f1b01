import type { Interface } from '../../../model/interface.ts'
import { type Stop, stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Space } from '../walk/world.ts'
import { type Frame, packetOf } from './frame.ts'
import { interfaceDown } from './interface-down.ts'
import { linkEvidence } from './link-evidence.ts'

/** Why nothing passes the wire of an interface: it is down, has no cable, or nobody is at its other end. Null where it carries. */
export function noCarrier(space: Space, device: Interface, frame: Frame, trail: Trail): Stop | null {
  const at = { space, packet: packetOf(frame), trail }
  if (!device.up) return interfaceDown(at, device)
  if (hasCarrier(device)) return null
  return stop(at, 'dropped', 'interface-down', `Dropped on ${space.label}: ${device.name} has no carrier.`, {
    evidence: linkEvidence(device),
    toChange: `${device.name} would need its cable, or whoever is at its other end to be up.`,
  })
}

export const hasCarrier = ({ operationalState }: Interface): boolean =>
  operationalState !== 'DOWN' && operationalState !== 'LOWERLAYERDOWN'
