import type { Topology } from '../../lib/model/topology.ts'
import type { ViewState } from '../../lib/view/picture.ts'
import { nodeTable, serviceTable, taskTable } from '../../lib/view/swarm-tables.ts'
import type { Table, TableName } from '../../lib/view/table.ts'
import { containerTable, networkTable } from '../../lib/view/table-rows.ts'
import { tunnelTable } from '../../lib/view/tunnel-table.ts'

/** The rows of one of the tables. */
export function makeTable(name: TableName, topology: Topology, view: ViewState): Table {
  switch (name) {
    case 'containers':
      return containerTable(topology, view)
    case 'networks':
      return networkTable(topology, view)
    case 'services':
      return serviceTable(topology)
    case 'tasks':
      return taskTable(topology)
    case 'nodes':
      return nodeTable(topology)
    case 'tunnels':
      return tunnelTable(topology)
    default:
      return name satisfies never
  }
}

/** The tables that a topology has something for: those of a swarm only where a manager tells of one. */
export const tableNames = ({ nodes }: Pick<Topology, 'nodes'>): readonly TableName[] =>
  nodes.length === 0 ? local : [...local, 'services', 'tasks', 'nodes', 'tunnels']

const local: readonly TableName[] = ['containers', 'networks']
