import type { Node } from '../model/node.ts'
import type { Service } from '../model/service.ts'
import type { Task } from '../model/task.ts'
import type { Topology } from '../model/topology.ts'
import { shortImage, shortName } from './container-words.ts'
import { grouped } from './lookup.ts'
import { naturalOrder } from './natural-order.ts'
import { nodeRole } from './node-words.ts'
import { isWanted, runningText, serviceMode, servicePortText } from './service-words.ts'
import { addressCell, byFirstCell, cell, countCell, type Row, type Table } from './table.ts'

/** Every node of the swarm, those that no agent reads and those left over among them. */
export function nodeTable(topology: Topology): Table {
  const tasksOf = grouped(topology.tasks.filter(isWanted), ({ nodeId }) => nodeId)
  const rows = topology.nodes.map((one): Row => {
    const subject = `node:${one.id}`
    return {
      key: subject,
      subject,
      cells: [
        cell(one.hostname),
        cell(nodeRole(one)),
        cell(one.state),
        cell(one.availability),
        addressCell(one.address === null ? [] : [one.address]),
        countCell(tasksOf.get(one.id)?.length ?? 0),
        cell(one.engineVersion),
        cell(agentWord(topology, one)),
        cell(labelText(one.labels)),
      ],
    }
  })
  return {
    name: 'nodes',
    columns: ['Node', 'Role', 'Node state', 'Availability', 'Address', 'Tasks', 'Engine', 'Agent', 'Node labels'],
    rows: rows.sort(byFirstCell),
  }
}

/** Whether an agent reads the node, and is heard. */
function agentWord({ hosts, statuses }: Topology, { hostId }: Node): string {
  if (!hosts.some(({ id, origin }) => id === hostId && origin === 'observed')) return 'none'
  return statuses.find((status) => status.hostId === hostId)?.heard?.state === 'stale' ? 'stale' : 'heard'
}

const labelText = (labels: Record<string, string>): string =>
  Object.entries(labels)
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .sort()
    .join(', ')

/** Every service of the swarm. */
export function serviceTable(topology: Topology): Table {
  const networkName = new Map(topology.networks.map(({ id, name }) => [id, name]))
  const nodeName = new Map(topology.nodes.map(({ id, hostname }) => [id, hostname]))
  const tasksOf = grouped(topology.tasks, ({ serviceId }) => serviceId)
  const rows = topology.services.map((one): Row => {
    const subject = `service:${one.id}`
    const tasks = tasksOf.get(one.id) ?? []
    const nodes = tasks.flatMap((task) =>
      isWanted(task) && task.nodeId !== null ? (nodeName.get(task.nodeId) ?? task.nodeId) : [],
    )
    return {
      key: subject,
      subject,
      cells: [
        cell(one.name),
        cell(one.stack ?? ''),
        cell(serviceMode(one)),
        cell(runningText(one, tasks)),
        cell([...new Set(nodes)].sort(naturalOrder).join(', ')),
        cell(networkNames(one, networkName)),
        addressCell(one.virtualIps.map(({ address }) => address)),
        { text: one.ports.map(servicePortText).join(', '), sort: one.ports[0]?.publishedPort ?? 0 },
        cell(shortImage(one.image)),
      ],
    }
  })
  return {
    name: 'services',
    columns: ['Service', 'Stack', 'Mode', 'Running', 'Nodes', 'Networks', 'Virtual addresses', 'Published', 'Image'],
    rows: rows.sort(byFirstCell),
  }
}

const networkNames = ({ networks }: Service, names: ReadonlyMap<string, string>): string =>
  networks.map(({ networkId }) => names.get(networkId) ?? networkId).join(', ')

/** Every task, those of before at the end of their slot. A click leads to the container, else to the service. */
export function taskTable(topology: Topology): Table {
  const serviceName = new Map(topology.services.map(({ id, name }) => [id, name]))
  const nodeName = new Map(topology.nodes.map(({ id, hostname }) => [id, hostname]))
  const containers = new Map(topology.containers.map(({ id, name }) => [id, name]))
  const rows = topology.tasks.map((one): Row => {
    const container = one.containerId === null ? undefined : containers.get(one.containerId)
    const node = one.nodeId === null ? '' : (nodeName.get(one.nodeId) ?? one.nodeId)
    return {
      key: `task:${one.id}`,
      subject: taskSubject(one, container !== undefined),
      cells: [
        cell(one.kind === 'attachment' && container !== undefined ? shortName(container) : taskName(one, node)),
        cell(one.serviceId === null ? 'attached by hand' : (serviceName.get(one.serviceId) ?? one.serviceId)),
        cell(node),
        cell(one.state),
        cell(one.desiredState),
        cell(one.error ?? ''),
        addressCell(one.addresses.flatMap(({ prefixes }) => prefixes)),
        cell((one.changedAt ?? '').slice(0, 19).replace('T', ' ')),
      ],
    }
  })
  return {
    name: 'tasks',
    columns: ['Task', 'Of service', 'On node', 'Task state', 'Wanted', 'Error', 'Addresses', 'Since (UTC)'],
    rows: rows.sort((a, b) => naturalOrder(textAt(a, 0), textAt(b, 0)) || naturalOrder(textAt(b, 7), textAt(a, 7))),
  }
}

const textAt = (row: Row, column: number): string => row.cells[column]?.text ?? ''

/** `agent.host2` for `agent.` and the node's id, which says nothing to a reader. */
export function taskName({ name, nodeId }: Task, node: string): string {
  return nodeId !== null && name.endsWith(`.${nodeId}`) ? `${name.slice(0, -nodeId.length)}${node}` : name
}

/** Where a task leads to: its container, else its service, else its node. */
export function taskSubject({ id, containerId, serviceId, nodeId }: Task, isKnown: boolean): string {
  if (containerId !== null && isKnown) return `container:${containerId}`
  if (serviceId !== null) return `service:${serviceId}`
  return nodeId === null ? `task:${id}` : `node:${nodeId}`
}
