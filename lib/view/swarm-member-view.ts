import { ContainerId, HostId, NetworkId, NodeId, ServiceId, TaskId } from '../model/id.ts'
import type { Node } from '../model/node.ts'
import type { Service } from '../model/service.ts'
import type { HostStatus } from '../model/status.ts'
import type { Task } from '../model/task.ts'
import type { HostView } from '../model/topology.ts'
import { TopologyBuilder } from './build-topology.ts'

export type SwarmViewWish = {
  name: string
  manager?: boolean
  /** What a manager's engine says is wrong. */
  error?: string
  /** Its part in the swarm's overlay, and how many containers it runs there. */
  containers?: number
  stale?: boolean
}

/** What the agent of one host of a made-up swarm tells: `web` on the overlay `shop`, for tests of what unites hosts. */
export function swarmView({ name, manager, error, containers = 1, stale }: SwarmViewWish): HostView {
  const builder = new TopologyBuilder()
  const host = builder.host({ name, swarm: true, manager: manager ?? false, nics: { eth0: ['192.0.2.1/24'] } })
  host.swarm.nodeId = nodeIdOf(name)
  host.swarm.error = error ?? null
  if (manager) host.swarm.cluster = { id: 'cluster', dataPathPort: 4789, defaultAddressPools: [], subnetSize: 24 }
  const shop = builder.network({ id: shopId, name: 'shop', model: 'overlay-gwbridge', hosts: [host], vnis: [4097] })
  builder.network({ id: NetworkId.parse(`${name}-bridge`), name: 'bridge', model: 'bridge-nat', hosts: [host] })
  for (let at = 0; at < containers; at += 1) {
    const container = builder.container(host, { name: `web.${at}`, id: ContainerId.parse(`c-${name}-${at}`) })
    builder.attach(container, shop, `10.0.1.${at + 2}/24`)
  }
  builder.topology.statuses.push(statusOf(host.id, stale ?? false))
  return builder.topology
}

export const shopId = NetworkId.parse('net-shop')
export const nodeIdOf = (name: string): NodeId => NodeId.parse(`n-${name}`)
export const hostIdOf = (name: string): HostId => HostId.parse(`engine-${name}`)
export const webId = ServiceId.parse('s-web')

export const aNode = (name: string, changes: Partial<Node> = {}): Node => ({
  id: nodeIdOf(name),
  hostname: name,
  role: 'worker',
  availability: 'active',
  state: 'ready',
  message: '',
  address: '192.0.2.1',
  manager: null,
  engineVersion: '28.5.2',
  platform: 'linux/x86_64',
  labels: {},
  engineLabels: {},
  hostId: null,
  version: 10,
  ...changes,
})

export const aService = (changes: Partial<Service> = {}): Service => ({
  id: webId,
  name: 'shop_web',
  image: 'shop/web:1',
  mode: 'replicated',
  replicas: 3,
  endpointMode: 'vip',
  virtualIps: [],
  ports: [],
  networks: [],
  constraints: [],
  labels: {},
  stack: 'shop',
  updateState: null,
  createdAt: null,
  version: 10,
  ...changes,
})

/** A task of `web` on a node, whose container the node's agent tells of as `c-NAME-SLOT`. */
export const aTask = (name: string, slot: number, changes: Partial<Task> = {}): Task => ({
  id: TaskId.parse(`t-${name}-${slot}`),
  kind: 'container',
  serviceId: webId,
  name: `shop_web.${slot}`,
  slot,
  nodeId: nodeIdOf(name),
  state: 'running',
  desiredState: 'running',
  message: 'started',
  error: null,
  containerId: ContainerId.parse(`c-${name}-${slot}`),
  addresses: [{ networkId: shopId, prefixes: [`10.0.1.${slot + 2}/24`] }],
  changedAt: null,
  version: 10,
  ...changes,
})

export const statusOf = (hostId: HostId, stale: boolean): HostStatus => ({
  hostId,
  agentVersion: '0.2.0',
  sight: 3,
  sightReason: null,
  engine: { state: 'live', since: 1, detail: 'Docker 28.5.2' },
  kernel: { state: 'live', detail: 'all' },
  oldest: null,
  drift: null,
  missedEvents: 0,
  recordedAt: null,
  recordingName: null,
  heard: {
    state: stale ? 'stale' : 'live',
    since: 1,
    detail: '',
    clockAheadMs: null,
    clockUncertaintyMs: null,
  },
})
