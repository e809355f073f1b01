import type { Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import { type Carried, type Frame, lost } from './frame.ts'
import { noCarrier } from './no-carrier.ts'
import type { Uplink } from './uplinks.ts'

/** A frame comes to a host by the wire. */
export function offWire(walk: Walk, { space, device }: Uplink, frame: Frame, trail: Trail): Carried {
  const cut = noCarrier(space, device, frame, trail)
  return cut ? lost(cut) : walk.arrive(space, device, frame, trail)
}
