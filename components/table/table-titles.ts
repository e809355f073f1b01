import type { TableName } from '../../lib/view/table.ts'

export const tableTitles: Record<TableName, string> = {
  containers: 'Containers',
  networks: 'Networks',
  services: 'Services',
  tasks: 'Tasks',
  nodes: 'Nodes',
  tunnels: 'Tunnels',
}
