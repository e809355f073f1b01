import type { Change } from './change.ts'
import { type RecordKind, recordKinds } from './record-kind.ts'
import { sameRecord } from './same-record.ts'
import type { HostView, Topology } from './topology.ts'

/** What changed from one view of a host to the next: whole records by id, noise left out. Null when nothing did. */
export function compareViews(held: HostView, next: HostView): Change | null {
  const change: Change = { put: {}, gone: {}, readAt: next.readAt }
  let changed = false
  for (const kind of recordKinds) changed = compareKind(kind, held, next, change) || changed
  return changed ? change : null
}

function compareKind<K extends RecordKind>(kind: K, held: HostView, next: HostView, change: Change): boolean {
  if (held[kind] === next[kind]) return false
  const before = new Map<string, Topology[K][number]>()
  for (const record of held[kind]) before.set(record.id, record)
  const put: Topology[K][number][] = []
  const same: (a: Topology[K][number], b: Topology[K][number]) => boolean = sameRecord[kind]
  for (const record of next[kind]) {
    const known = before.get(record.id)
    if (!known || !same(known, record)) put.push(record)
    before.delete(record.id)
  }
  if (put.length > 0) Object.assign(change.put, { [kind]: put })
  if (before.size > 0) change.gone[kind] = [...before.keys()]
  return put.length > 0 || before.size > 0
}
