import type { Container } from '../model/container.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Host } from '../model/host.ts'
import { endpointId, HostId } from '../model/id.ts'
import type { Node } from '../model/node.ts'
import type { Service } from '../model/service.ts'
import type { Task } from '../model/task.ts'
import { emptyTopology, type HostView } from '../model/topology.ts'

export const hostIdOfNode = (nodeId: string): HostId => HostId.parse(`node:${nodeId}`)

/** What the managers let tell of a node that no agent reads: the host, its containers and where they are attached. */
export function inferNode(node: Node, tasks: readonly Task[], serviceOf: (id: string) => Service | null): HostView {
  const host = inferHost(node)
  const held = tasks.flatMap((task) => {
    const service = task.serviceId === null ? null : serviceOf(task.serviceId)
    return inferContainer(host, task, service) ?? []
  })
  return {
    ...emptyTopology(),
    hosts: [host],
    containers: held,
    endpoints: tasks.flatMap((task) => (hasEnded(task) ? [] : inferEndpoints(host, task))),
  }
}

const inferHost = (node: Node): Host => ({
  id: hostIdOfNode(node.id),
  name: node.hostname,
  kernel: '',
  bootId: null,
  machineId: null,
  engine: null,
  firewallBackend: 'unknown',
  swarm: {
    state: 'active',
    nodeId: node.id,
    nodeAddress: node.address,
    manager: node.role === 'manager',
    remoteManagers: [],
    error: null,
    warnings: [],
    cluster: null,
  },
  namespaceId: null,
  origin: 'inferred',
})

function inferContainer(host: Host, task: Task, service: Service | null): Container | null {
  if (task.containerId === null) return null
  return {
    id: task.containerId,
    hostId: host.id,
    name: nameOf(task),
    image: service?.image ?? '',
    state: stateOf(task),
    health: 'none',
    pid: null,
    createdAt: null,
    startedAt: null,
    labels: {},
    project: service?.stack ?? null,
    service: service?.name ?? null,
    networkMode: 'named',
    sharesNamespaceOf: null,
    namespaceId: null,
    ports: [],
    exposed: [],
    dns: null,
    remembered: false,
    origin: 'inferred',
  }
}

function inferEndpoints(host: Host, task: Task): Endpoint[] {
  const { containerId } = task
  if (containerId === null) return []
  return task.addresses.map(({ networkId, prefixes }) => ({
    id: endpointId(networkId, containerId),
    hostId: host.id,
    networkId,
    containerId,
    ownerName: nameOf(task),
    engineId: null,
    ipv4: prefixes.find((prefix) => !prefix.includes(':')) ?? null,
    ipv6: prefixes.find((prefix) => prefix.includes(':')) ?? null,
    mac: null,
    gateway4: null,
    gateway6: null,
    gatewayPriority: 0,
    names: [],
    aliases: [],
    driverOptions: {},
    interfaceId: null,
    hostInterfaceId: null,
    origin: 'inferred',
  }))
}

/** As the engine names the containers of tasks; of a plain container the managers know the id alone. */
const nameOf = ({ kind, name, id }: Task): string => (kind === 'attachment' ? name.slice(0, 12) : `${name}.${id}`)

const ended = new Set(['complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned'])
const hasEnded = ({ state }: Task): boolean => ended.has(state)

const stateOf = (task: Task): string => (hasEnded(task) ? 'exited' : task.state === 'running' ? 'running' : 'created')
