import type { Interface } from '../../../model/interface.ts'
import type { Trail } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { filtered } from './filtered.ts'
import { type Carried, type Frame, lost, type Reception, together } from './frame.ts'
import { placeAt } from './hook-place.ts'
import { passFrame } from './pass-frame.ts'
import { toChildren } from './to-children.ts'

type Met = { kind: 'met'; frame: Frame; trail: Trail } | { kind: 'ended'; carried: Carried }

/** What a frame meets at a device before anybody takes it: programs and filters, rules of the device, the VLANs on it (__netif_receive_skb_core). */
export function meetDevice(walk: Walk, space: Space, device: Interface, given: Frame, trail: Trail): Met {
  const into = filtered(space, device, 'in', given, trail)
  if (into) return { kind: 'ended', carried: lost(into) }
  const place = placeAt(space, 'ingress', { level: 'netdev', in: device, vlan: given.vlan })
  const passed = passFrame(walk, space, place, given, trail)
  if (passed.kind === 'stopped') return { kind: 'ended', carried: lost(passed) }
  const { frame } = passed
  const tagged = walk.world
    .childrenOf(device.id)
    .find(({ type }) => type.kind === 'vlan' && frame.vlan !== null && type.vlanId === frame.vlan)
  const taggedSpace = tagged && walk.world.spaceOf(tagged)
  if (tagged && taggedSpace)
    return { kind: 'ended', carried: walk.arrive(taggedSpace, tagged, { ...frame, vlan: null }, passed.trail) }
  return { kind: 'met', frame, trail: passed.trail }
}

/** Who takes a frame that is at a device for good: what sits on the device, and its own IP layer. A tag that no VLAN there has is nobody's. */
export function takeFrame(walk: Walk, taken: Omit<Extract<Reception, { kind: 'taken' }>, 'kind'>): Carried {
  const { device, frame, trail } = taken
  if (frame.vlan !== null) return together([])
  const upper = toChildren(walk, device, walk.world.childrenOf(device.id), frame, trail)
  const isForMe = frame.destinationMac === null || frame.destinationMac === device.mac
  const own: Carried = { receptions: [{ kind: 'taken', ...taken }], losses: [] }
  return upper.taken || !isForMe ? upper.carried : together([upper.carried, own])
}
