import type { Interface } from '../../../model/interface.ts'
import type { Walk } from '../walk/walk.ts'
import type { Frame } from './frame.ts'
import { mayAnswerForOthers } from './may-answer-for-others.ts'

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
  return space.routing.own.has(payload.target) || mayAnswerForOthers(space, peer)
}
