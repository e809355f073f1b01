import type { Change } from './change.ts'
import { type RecordKind, recordKinds } from './record-kind.ts'
import { replaceSorted } from './replace-sorted.ts'
import type { HostStatus } from './status.ts'
import type { Topology } from './topology.ts'

// Types alone come from the schemas: this file runs in the browser, where the schema library is not.
type Identified = { id: string }

/** A new topology with the change in it; lists that did not change keep their identity. */
export function applyChange(topology: Topology, change: Change): Topology {
  const next = { ...topology, readAt: Math.max(topology.readAt, change.readAt) }
  for (const kind of recordKinds) applyKind(next, kind, change)
  if (change.statuses) next.statuses = replaceStatuses(topology.statuses, change.statuses)
  return next
}

const replaceStatuses = (statuses: readonly HostStatus[], put: readonly HostStatus[]): HostStatus[] =>
  replaceSorted(statuses, ({ hostId }) => hostId, new Map(put.map((status) => [status.hostId, status])), new Set())

function applyKind<K extends RecordKind>(topology: Topology, kind: K, change: Change): void {
  const put = change.put[kind]
  const gone = change.gone[kind]
  if (!put?.length && !gone?.length) return
  topology[kind] = replaceRecords<Topology[K][number]>(topology[kind], put ?? [], gone ?? []) as Topology[K]
}

function replaceRecords<T extends Identified>(list: readonly T[], put: readonly T[], gone: readonly string[]): T[] {
  return replaceSorted(list, idOf, new Map(put.map((record) => [record.id, record])), new Set(gone))
}

const idOf = (record: Identified): string => record.id
