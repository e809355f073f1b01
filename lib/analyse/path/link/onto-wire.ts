import type { Interface } from '../../../model/interface.ts'
import type { Trail } from '../walk/trail.ts'
import { enterUnseen, note } from '../walk/trail.ts'
import type { Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { type Carried, type Frame, packetOf, together } from './frame.ts'
import { onSameWire, type Uplink } from './uplinks.ts'

/** A frame leaves a host: to every other uplink on the wire, and to whoever else is there. */
export function ontoWire(walk: Walk, space: Space, device: Interface, frame: Frame, trail: Trail): Carried {
  const packet = packetOf(frame)
  const others = onSameWire(walk.world, device, frame.vlan)
  const known = packet === null ? others : towards(walk, others, frame.destinationMac)
  return together([
    ...known.map((other) => {
      if (!packet) return walk.arrive(other.space, other.device, frame, trail)
      const says = `the wire between ${device.name} of ${space.host.name} and ${other.device.name} of ${other.space.host.name} carries it: no agent reads what is between.`
      return walk.arrive(other.space, other.device, frame, note(enterUnseen(trail, packet), 'underlay', says))
    }),
    { receptions: [{ kind: 'outside', uplink: device, space, frame, trail }], losses: [] },
  ])
}

/** The switch has learned where a MAC is that has answered; one that nobody who is read has goes wherever it could be. */
function towards(walk: Walk, others: readonly Uplink[], mac: string | null): readonly Uplink[] {
  if (mac === null) return others
  const owners = others.filter(({ device }) => isBehind(walk, device, mac))
  return owners.length > 0 ? owners : others.filter(({ device }) => couldBeBehind(walk, device))
}

/** A MAC may be the uplink's, of what sits on it, or of the bridge that it is a port of and whoever is on that. */
function isBehind({ world }: Walk, device: Interface, mac: string): boolean {
  if (device.mac === mac || world.childrenOf(device.id).some((child) => child.mac === mac)) return true
  if (device.masterId === null) return false
  const others = world.portsOf(device.masterId).filter(({ id }) => id !== device.id)
  return (
    world.interface.get(device.masterId)?.mac === mac ||
    others.some(({ peerId }) => peerId !== null && world.interface.get(peerId)?.mac === mac)
  )
}

const couldBeBehind = ({ world }: Walk, device: Interface): boolean =>
  device.masterId !== null || world.childrenOf(device.id).some(({ type }) => type.kind !== 'macvlan')
