import type { Change } from './change.ts'
import { type RecordKind, recordKinds } from './record-kind.ts'
import type { Topology } from './topology.ts'

// Types alone come from the schemas: this file runs in the browser, where the schema library is not.
type Identified = { id: string }

/** A new topology with the change in it; lists that did not change keep their identity. */
export function applyChange(topology: Topology, change: Change): Topology {
  const next = { ...topology, readAt: Math.max(topology.readAt, change.readAt) }
  for (const kind of recordKinds) applyKind(next, kind, change)
  if (change.statuses) next.statuses = mergeBy(topology.statuses, change.statuses, (status) => status.hostId)
  return next
}

function applyKind<K extends RecordKind>(topology: Topology, kind: K, change: Change): void {
  const put = change.put[kind]
  const gone = change.gone[kind]
  if (!put?.length && !gone?.length) return
  topology[kind] = replaceRecords<Topology[K][number]>(topology[kind], put ?? [], gone ?? []) as Topology[K]
}

function replaceRecords<T extends Identified>(list: readonly T[], put: readonly T[], gone: readonly string[]): T[] {
  const leaving = new Set(gone)
  return mergeBy(
    list.filter((record) => !leaving.has(record.id)),
    put,
    (record) => record.id,
  )
}

function mergeBy<T>(list: readonly T[], put: readonly T[], key: (record: T) => string): T[] {
  const byKey = new Map(list.map((record) => [key(record), record]))
  for (const record of put) byKey.set(key(record), record)
  return [...byKey.values()].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}
