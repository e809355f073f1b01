import type { Gap } from '../model/gap.ts'
import type { Host } from '../model/host.ts'
import { ContradictionId, type HostId } from '../model/id.ts'
import type { Node } from '../model/node.ts'
import type { RecordKind } from '../model/record-kind.ts'
import { workerGapId } from '../model/swarm-gap.ts'
import type { Topology } from '../model/topology.ts'
import { createRecordTable, type RecordTable } from './create-record-table.ts'
import type { Telling, United } from './telling.ts'
import { uniteNetworks } from './unite-networks.ts'
import { uniteContainers, uniteEndpoints, uniteHosts } from './unite-seen.ts'
import { nodeSubjects, serviceSubjects, taskSubjects, uniteSwarmObjects } from './unite-swarm-objects.ts'

export type Tables = { [K in RecordKind]: RecordTable<Topology[K][number]> }

/** One table a kind of record, with how hosts' words of it become one. */
export function createTables(
  isOutdated: (key: string) => boolean,
  hostsOf: (nodeId: string) => Host[],
  isTold: (hostId: HostId) => boolean,
): Tables {
  const uniteNodes = (tellings: readonly Telling<Node>[]): United<Node> =>
    placeNode(uniteSwarmObjects('nodes', nodeSubjects, isOutdated, tellings), hostsOf)

  return {
    hosts: createRecordTable(uniteHosts),
    namespaces: createRecordTable(takeFirst),
    interfaces: createRecordTable(takeFirst),
    networks: createRecordTable(uniteNetworks),
    endpoints: createRecordTable(uniteEndpoints),
    containers: createRecordTable(uniteContainers),
    firewalls: createRecordTable(takeFirst),
    gaps: createRecordTable((tellings) => withoutWorkers(takeFirst(tellings), isTold)),
    nodes: createRecordTable(uniteNodes),
    services: createRecordTable((tellings) => uniteSwarmObjects('services', serviceSubjects, isOutdated, tellings)),
    tasks: createRecordTable((tellings) => uniteSwarmObjects('tasks', taskSubjects, isOutdated, tellings)),
    contradictions: createRecordTable(takeFirst),
  }
}

/** Records whose ids hold their host's: one host tells of each. */
const takeFirst = <T>(tellings: readonly Telling<T>[]): United<T> => ({
  record: tellings[0]?.record ?? null,
  contradictions: [],
})

/** What a worker cannot tell is no gap where a manager tells of its node, and so of the swarm. */
const withoutWorkers = (united: United<Gap>, isTold: (hostId: HostId) => boolean): United<Gap> => {
  const { record } = united
  return record && record.id === workerGapId(record.hostId) && isTold(record.hostId)
    ? { ...united, record: null }
    : united
}

function placeNode({ record, contradictions }: United<Node>, hostsOf: (nodeId: string) => Host[]): United<Node> {
  if (!record) return { record, contradictions }
  const hosts = hostsOf(record.id).sort((a, b) => (a.id < b.id ? -1 : 1))
  const hostId = hosts[0]?.id ?? null
  const placed = record.hostId === hostId ? record : { ...record, hostId }
  if (hosts.length < 2) return { record: placed, contradictions }
  const subject = 'which host it is'
  const told = hosts.map(({ id, name }) => ({ value: name, hostIds: [id] }))
  const cloned = {
    id: ContradictionId.parse(`${record.id}/${subject}`),
    kind: 'nodes' as const,
    recordId: record.id,
    subject,
    told,
  }
  return { record: placed, contradictions: [...contradictions, cloned] }
}
