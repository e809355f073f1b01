import type { ArpFrame, HookPlace } from '../firewall/compiled-firewall.ts'
import type { Ip } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import type { Frame } from './frame.ts'
import { pass } from './pass.ts'

type Passed = { kind: 'passed'; frame: Frame; trail: Trail } | Stop

const noMac = '00:00:00:00:00:00'

/** Takes a frame through a hook of a bridge, a device or of ARP: a packet, or a question for a MAC. */
export function passFrame(walk: Walk, space: Space, place: HookPlace, frame: Frame, trail: Trail): Passed {
  const { payload } = frame
  if (payload.kind === 'packet') {
    const passed = pass(walk, space, place, payload.packet, trail)
    if (passed.kind === 'stopped') return passed
    const { packet } = passed
    return {
      kind: 'passed',
      frame: packet === payload.packet ? frame : { ...frame, payload: { kind: 'packet', packet } },
      trail: passed.trail,
    }
  }
  const { target, sender } = payload
  const isAsked = space.firewall.tables.some(({ family }) => family === place.level || family === 'inet')
  if (!isAsked || target.family === 'inet6' || !sender) return { kind: 'passed', frame, trail }
  const arp: ArpFrame = {
    ...{ operation: 'request', senderAddress: sender, senderMac: frame.sourceMac ?? noMac },
    ...{ targetAddress: target, targetMac: noMac },
  }
  const passed = pass(walk, space, { ...place, arp }, betweenNeighbours(sender, target), trail)
  return passed.kind === 'stopped' ? passed : { kind: 'passed', frame, trail: passed.trail }
}

/** What stands for a question or an answer of neighbours where a packet is wanted. */
export const betweenNeighbours = (source: Ip, destination: Ip): Packet => ({
  ...{ family: source.family, source, destination, protocol: 'icmp', sourcePort: 0, destinationPort: 0 },
  ...{ role: 'request', reset: false, size: 28, dontFragment: false, timeToLive: 64, mark: 0, about: null, vni: null },
})
