import type { Interface } from '../../../model/interface.ts'
import type { Walk } from '../walk/walk.ts'
import type { Uplink } from './uplinks.ts'

/** The switch has learned where a MAC is that has answered; one that nobody who is read has goes wherever it could be. */
export function towards(walk: Walk, others: readonly Uplink[], mac: string | null): readonly Uplink[] {
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
