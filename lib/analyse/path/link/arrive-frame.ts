import type { Interface } from '../../../model/interface.ts'
import { stop } from '../walk/stop.ts'
import { enter, type Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { enterBridge } from './enter-bridge.ts'
import { type Carried, type Frame, lost, packetOf } from './frame.ts'
import { interfaceDown } from './interface-down.ts'
import { linkEvidence } from './link-evidence.ts'
import { meetDevice, takeFrame } from './take-frame.ts'

/** A veth takes frames of its MTU with one tag (is_skb_forwardable). */
const tagLength = 4

/** A frame comes to a device: by its wire, the other end of its veth, out of its tunnel, or from what it sits on. */
export function arriveFrame(walk: Walk, space: Space, device: Interface, given: Frame, trail: Trail): Carried {
  const packet = packetOf(given)
  const entered = packet ? enter(trail, space, device, packet) : trail
  const at = { space, packet, trail: entered }
  if (space.blind !== null)
    return lost(stop(at, 'unknown', 'namespace-not-read', `Unknown from ${space.label} on: ${space.blind}.`))
  if (!device.up) return lost(interfaceDown(at, device))
  if (device.type.kind === 'veth' && packet && packet.size > device.mtu + tagLength)
    return lost(
      stop(
        at,
        'too-big',
        'mtu',
        `Dropped on ${space.label}: ${packet.size} octets are more than the ${device.mtu} of ${device.name}, which takes no more from its other end.`,
        {
          evidence: linkEvidence(device),
          toChange: `The MTU of ${device.name} would have to be at least ${packet.size}.`,
        },
      ),
    )
  const met = meetDevice(walk, space, device, given, entered)
  if (met.kind === 'ended') return met.carried
  const { frame, trail: here } = met
  const master = device.masterId === null ? undefined : walk.world.interface.get(device.masterId)
  if (master?.type.kind === 'bridge') return enterBridge(walk, space, master, device, frame, here)
  if (master && !(master.type.kind === 'other' && master.type.name === 'vrf'))
    return lost(
      stop(
        at,
        'unknown',
        'fact-missing',
        `Unknown on ${space.label}: what ${master.name}, the master of ${device.name}, does with it.`,
      ),
    )
  return takeFrame(walk, { space, device, port: null, frame, prerouted: false, trail: here })
}
