import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import type { Ip } from '../ip.ts'
import { ownersOfAddress } from './owner-of-address.ts'

/** The container that has an address by the engine's word alone, its namespace being unread; null where there is none. */
export function unreadOwner(topology: Topology, ip: Ip): string | null {
  const id = ownersOfAddress(topology, ip).find(({ kind }) => kind === 'endpoint')?.containerId
  return id ? (indexOf(topology).container.get(id)?.name ?? null) : null
}
