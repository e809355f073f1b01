import type { ArpFrame, HookPlace } from '../firewall/compiled-firewall.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { type Frame, withPacket } from './frame.ts'
import { pass } from './pass.ts'

type Passed = { kind: 'passed'; frame: Frame; trail: Trail } | Stop

const noMac = '00:00:00:00:00:00'

/** Takes a frame through a hook of a bridge, a device or of ARP: a packet, or a question for a MAC. */
export function passFrame(walk: Walk, space: Space, place: HookPlace, frame: Frame, trail: Trail): Passed {
  const { payload } = frame
  if (payload.kind === 'packet') {
    const passed = pass(walk, space, place, payload.packet, trail)
    if (passed.kind === 'stopped') return passed
    return { kind: 'passed', frame: withPacket(frame, passed.packet), trail: passed.trail }
  }
  const { target, sender, isAnswer = false } = payload
  if (!sender || space.firewall.tables.length === 0) return { kind: 'passed', frame, trail }
  if (target.family === 'inet6') {
    const asked = pass(
      walk,
      space,
      place,
      isAnswer ? advertisement(target, sender) : solicitation(sender, target),
      trail,
    )
    return asked.kind === 'stopped' ? asked : { kind: 'passed', frame, trail }
  }
  const isAsked = space.firewall.tables.some(({ family }) => family === place.level || family === 'inet')
  if (!isAsked || place.level === 'ip') return { kind: 'passed', frame, trail }
  const senderMac = frame.sourceMac ?? noMac
  const arp: ArpFrame = isAnswer
    ? {
        ...{ operation: 'reply', senderAddress: target, senderMac },
        targetAddress: sender,
        targetMac: frame.destinationMac ?? noMac,
      }
    : { ...{ operation: 'request', senderAddress: sender, senderMac }, targetAddress: target, targetMac: noMac }
  const between = betweenNeighbours(arp.senderAddress, arp.targetAddress)
  const passed = pass(walk, space, { ...place, arp }, between, trail)
  return passed.kind === 'stopped' ? passed : { kind: 'passed', frame, trail }
}

/** What stands for a question or an answer of neighbours where a packet is wanted. */
export const betweenNeighbours = (source: Ip, destination: Ip): Packet => ({
  family: source.family,
  source,
  destination,
  protocol: 'icmp',
  sourcePort: 0,
  destinationPort: 0,
  role: 'request',
  reset: false,
  size: 28,
  dontFragment: false,
  timeToLive: 64,
  mark: 0,
  about: null,
  vni: null,
})

/** Asks all who may have an IPv6 address for its MAC (RFC 4861): to its solicited-node group, the last 24 bits of it behind ff02::1:ff00:0. */
export function solicitation(sender: Ip, target: Ip): Packet {
  const last = (target.value & 0xffffffn).toString(16).padStart(6, '0')
  const group = ipOf(`ff02::1:ff${last.slice(0, 2)}:${last.slice(2)}`) ?? target
  return { ...betweenNeighbours(sender, group), size: 72, timeToLive: 255, neighbourType: 135 }
}

/** The answer to it. */
export const advertisement = (target: Ip, sender: Ip): Packet => ({
  ...betweenNeighbours(target, sender),
  ...{ role: 'reply', size: 72, timeToLive: 255, neighbourType: 136 },
})
