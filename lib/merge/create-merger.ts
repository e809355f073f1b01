import type { Change } from '../model/change.ts'
import { compareViews } from '../model/compare-views.ts'
import type { Contradiction } from '../model/contradiction.ts'
import { HostId } from '../model/id.ts'
import { type RecordKind, recordKinds } from '../model/record-kind.ts'
import { sameRecord } from '../model/same-record.ts'
import type { HostStatus } from '../model/status.ts'
import { workerGapId } from '../model/swarm-gap.ts'
import { emptyTopology, type HostView, type Topology } from '../model/topology.ts'
import type { RecordTable, Settled } from './create-record-table.ts'
import { createTables } from './create-tables.ts'
import { hostIdOfNode } from './infer-node.ts'
import { createSwarmWitnesses } from './swarm-witnesses.ts'
import { createUnreadNodes } from './unread-nodes.ts'

/** Each call gives what it means for the merged topology; null where that stays as it was. */
export type Merger = {
  /** The whole view of a host: at first, or anew. */
  put(key: HostId, view: HostView): Change | null
  change(key: HostId, change: Change): Change | null
  /** All of the host is forgotten. Its status goes without a word of the change: the next beat lacks it. */
  drop(key: HostId): Change | null
  current(): Topology
  /** Sorted by host. */
  statuses(): HostStatus[]
}

type Said = { readAt: number; statuses: readonly HostStatus[] }

/** Unites the views of hosts, and keeps them united: a change costs what it holds, and for a record that several hosts tell of, those hosts. */
export function createMerger(): Merger {
  const said = new Map<HostId, Said>()
  const witnesses = createSwarmWitnesses()
  const unread = createUnreadNodes((id) => tables.services.get(id))
  const tables = createTables(witnesses.isOutdated, unread.hostsOf, isTold)

  function isTold(hostId: HostId): boolean {
    const nodeId = tables.hosts.get(hostId)?.swarm.nodeId
    return nodeId != null && tables.nodes.get(nodeId) !== null
  }

  const heldView = (key: string): HostView => {
    const view = emptyTopology()
    for (const kind of recordKinds) hold(kind, key, view)
    return view
  }
  const hold = <K extends RecordKind>(kind: K, key: string, view: HostView) => {
    const table: RecordTable<Topology[K][number]> = tables[kind]
    Object.assign(view, { [kind]: table.toldBy(key) })
  }

  function tell(key: string, change: Change): void {
    for (const kind of recordKinds) if (kind !== 'contradictions') tellKind(kind, key, change)
  }

  function tellKind<K extends RecordKind>(kind: K, key: string, { put, gone }: Change): void {
    const table: RecordTable<Topology[K][number]> = tables[kind]
    table.tell(key, put[kind] ?? [], gone[kind] ?? [])
  }

  /** The word of managers counts less while they are not heard, so what they tell of their swarm is united anew when that changes. */
  function weigh(key: HostId): void {
    const host = tables.hosts.toldBy(key)[0] ?? null
    const status = said.get(key)?.statuses[0] ?? null
    for (const other of witnesses.weigh(key, host, status)) {
      for (const table of [tables.nodes, tables.services, tables.tasks])
        for (const { id } of table.toldBy(other)) table.touch(id)
    }
  }

  function settle(readAt: number, statuses: readonly HostStatus[] = []): Change | null {
    const change: Change = { put: {}, gone: {}, readAt }
    const hosts = settleKind('hosts', change)
    for (const nodeId of unread.hostsSettled(hosts)) tables.nodes.touch(nodeId)
    const nodes = settleKind('nodes', change)
    unread.nodesSettled(nodes)
    for (const { id } of [...hosts, ...nodes.flatMap(({ id }) => unread.hostsOf(id))])
      tables.gaps.touch(workerGapId(HostId.parse(id)))
    unread.servicesSettled(settleKind('services', change))
    unread.tasksSettled(settleKind('tasks', change))
    for (const { nodeId, view } of unread.takeAffected()) {
      const key = hostIdOfNode(nodeId)
      const difference = compareViews(heldView(key), view)
      if (difference) tell(key, difference)
    }
    for (const kind of recordKinds) if (kind !== 'contradictions') settleKind(kind, change)
    settleKind('contradictions', change)
    if (statuses.length > 0) change.statuses = [...statuses]
    return isEmpty(change) ? null : change
  }

  function settleKind<K extends RecordKind>(kind: K, change: Change): Settled<Topology[K][number]>[] {
    const table: RecordTable<Topology[K][number]> = tables[kind]
    const same: (a: Topology[K][number], b: Topology[K][number]) => boolean = sameRecord[kind]
    const settled = table.settle()
    const put = change.put[kind] ?? []
    const gone: string[] = change.gone[kind] ?? []
    const fresh: Topology[K][number][] = []
    for (const { id, before, after, contradictions } of settled) {
      keepContradictions(`${kind} ${id}`, contradictions)
      if (!after) gone.push(id)
      else if (!before || (before !== after && !same(before, after))) fresh.push(after)
    }
    if (fresh.length > 0) Object.assign(change.put, { [kind]: [...put, ...fresh] })
    if (gone.length > 0) change.gone[kind] = gone
    return settled
  }

  function keepContradictions(about: string, found: readonly Contradiction[]): void {
    const ids = new Set<string>(found.map(({ id }) => id))
    const over = tables.contradictions.toldBy(about).flatMap(({ id }) => (ids.has(id) ? [] : id))
    if (found.length > 0 || over.length > 0) tables.contradictions.tell(about, found, over)
  }

  function take(key: HostId, change: Change): Change | null {
    const before = said.get(key)
    const readAt = Math.max(before?.readAt ?? 0, change.readAt)
    said.set(key, { readAt, statuses: change.statuses ?? before?.statuses ?? [] })
    tell(key, change)
    weigh(key)
    return settle(change.readAt, change.statuses)
  }

  return {
    put(key, view) {
      const difference = compareViews(heldView(key), view) ?? { put: {}, gone: {}, readAt: view.readAt }
      return take(key, { ...difference, statuses: view.statuses })
    },
    change: take,
    drop(key) {
      const readAt = said.get(key)?.readAt ?? 0
      const difference = compareViews(heldView(key), emptyTopology())
      said.delete(key)
      if (difference) tell(key, difference)
      weigh(key)
      return settle(readAt)
    },
    current() {
      const topology = emptyTopology()
      for (const kind of recordKinds) list(kind, topology)
      for (const { readAt } of said.values()) topology.readAt = Math.max(topology.readAt, readAt)
      topology.statuses = allStatuses()
      return topology
    },
    statuses: allStatuses,
  }

  function allStatuses(): HostStatus[] {
    return [...said.values()].flatMap(({ statuses }) => statuses).sort((a, b) => (a.hostId < b.hostId ? -1 : 1))
  }

  function list<K extends RecordKind>(kind: K, topology: Topology): void {
    const table: RecordTable<Topology[K][number]> = tables[kind]
    Object.assign(topology, { [kind]: table.list() })
  }
}

const isEmpty = ({ put, gone, statuses }: Change): boolean =>
  Object.keys(put).length === 0 && Object.keys(gone).length === 0 && statuses === undefined
