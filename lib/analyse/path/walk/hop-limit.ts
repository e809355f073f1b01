import type { Family } from '../../../model/address.ts'
import { type Space, sysctlOf } from './world.ts'

/** How far a namespace lets its own packets go (ip_default_ttl). In IPv6 it is 64 unless a router's word or a setting of the interface, which are not read, say otherwise. */
export function hopLimit(space: Space, family: Family): number {
  const set = family === 'inet' ? Number(sysctlOf(space, 'net.ipv4.ip_default_ttl')) : 0
  return set > 0 ? set : 64
}
