import type { ContainerId, HostId, NamespaceId, ServiceId } from '../../../model/id.ts'
import type { Ip } from '../ip.ts'
import type { End } from '../trace.ts'

/** A namespace that an end is in, with its addresses there, the nearest to what it is called by first. */
export type EndPlace = {
  hostId: HostId | null
  containerId: ContainerId | null
  /** Null where no agent reads it. */
  namespaceId: NamespaceId | null
  addresses: Ip[]
}

/** What a text names. */
export type FoundEnd =
  /** A service has a place a running task, an address one everyone who has it. A name has none yet. */
  | { kind: 'found'; end: End; port: number | null; places: EndPlace[]; serviceId: ServiceId | null }
  /** A container that does not run. */
  | { kind: 'stopped'; end: End; port: number | null; says: string; candidates: string[] }
  | { kind: 'ambiguous' | 'unknown' | 'bad-port'; says: string; candidates: string[] }
