import type { Interface } from '../../../model/interface.ts'
import { ipOf } from '../ip.ts'
import type { Walk } from '../walk/walk.ts'
import type { Frame } from './frame.ts'

/**
 * Whether a copy of a flooded frame can matter behind a port: false where one plain interface with another MAC, or without the address asked
 * for and no wish to answer for others, is all that is there.
 */
export function isWorthCarrying(walk: Walk, port: Interface, { destinationMac, payload }: Frame): boolean {
  const peer = port.type.kind === 'veth' && port.peerId !== null ? walk.world.interface.get(port.peerId) : undefined
  if (!peer || peer.masterId !== null || walk.world.childrenOf(peer.id).length > 0) return true
  if (destinationMac !== null) return destinationMac === peer.mac
  if (payload.kind !== 'ask') return true
  const space = walk.world.spaceOf(peer)
  if (!space || space.blind !== null) return true
  const { sysctls } = space.namespace
  return (
    sysctls[`net.ipv4.conf.${peer.name}.proxy_arp`] !== '0' ||
    sysctls['net.ipv4.conf.all.proxy_arp'] !== '0' ||
    space.namespace.neighbours.some(({ proxy }) => proxy) ||
    space.interfaces.some(({ addresses }) => addresses.some(({ prefix }) => ipOf(prefix) === payload.target))
  )
}
