import type { Interface } from '../../../model/interface.ts'
import type { Packet } from '../packet.ts'
import { type Stop, stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Space } from '../walk/world.ts'
import { linkEvidence } from './link-evidence.ts'

/** The end of a frame at a device that nobody has set up. */
export const interfaceDown = (at: { space: Space; packet: Packet | null; trail: Trail }, device: Interface): Stop =>
  stop(at, 'dropped', 'interface-down', `Dropped on ${at.space.label}: ${device.name} is down.`, {
    evidence: linkEvidence(device),
    toChange: `${device.name} would have to be set up.`,
  })
