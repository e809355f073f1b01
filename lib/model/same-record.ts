import type { RecordKind } from './record-kind.ts'
import { sameFirewallTables, sameNeighbours } from './same-network-facts.ts'
import { sameValue } from './same-value.ts'
import type { Topology } from './topology.ts'

type Same = { [K in RecordKind]: (a: Topology[K][number], b: Topology[K][number]) => boolean }

/** Whether two records of one id tell a reader the same, by kind. Counters and neighbour ageing are noise. */
export const sameRecord: Same = {
  hosts: sameValue,
  interfaces: sameValue,
  networks: sameValue,
  endpoints: sameValue,
  containers: sameValue,
  gaps: sameValue,
  nodes: sameValue,
  services: sameValue,
  tasks: sameValue,
  contradictions: sameValue,
  namespaces: ({ neighbours: a, ...restOfA }, { neighbours: b, ...restOfB }) =>
    sameNeighbours(a, b) && sameValue(restOfA, restOfB),
  firewalls: ({ tables: a, ...restOfA }, { tables: b, ...restOfB }) =>
    sameFirewallTables(a, b) && sameValue(restOfA, restOfB),
}
