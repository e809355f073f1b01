import type { Container } from '../model/container.ts'
import type { Host } from '../model/host.ts'
import { ContainerId, HostId, NodeId, ServiceId, TaskId } from '../model/id.ts'
import type { Network } from '../model/network.ts'
import type { Node } from '../model/node.ts'
import type { Service } from '../model/service.ts'
import type { HostStatus } from '../model/status.ts'
import type { Task } from '../model/task.ts'
import type { Topology } from '../model/topology.ts'
import { type NetworkWish, subnet, TopologyBuilder } from './build-topology.ts'

export type MemberWish = {
  name: string
  /** With its length; that of its only interface. */
  address: string
  gateway?: string
  /** Interfaces beside or instead of that one, with their addresses. */
  nics?: Record<string, string[]>
  role?: 'leader' | 'manager' | 'worker'
  availability?: Node['availability']
  state?: Node['state']
  labels?: Record<string, string>
  /** `unread`: no agent is there. `stale`: its agent is no longer heard. */
  sight?: 'read' | 'unread' | 'stale'
}

export type ServiceWish = Partial<Service> & { name: string; on: Network[] }

/** Puts a made-up swarm together, with what each host's kernel believes of the others, for tests and benchmarks. */
export class SwarmBuilder {
  readonly build = new TopologyBuilder()
  private readonly addresses = new Map<HostId, string>()
  private readonly gateways = new Map<HostId, Network>()
  private members = 0

  get topology(): Topology {
    return this.build.topology
  }

  host(wish: MemberWish): Host {
    const { name, address, gateway, role = 'worker', sight = 'read' } = wish
    const nodeId = NodeId.parse(`n${this.topology.nodes.length + 1}`.padEnd(25, 'x'))
    const host = this.build.host({
      name,
      nics: sight === 'unread' ? {} : (wish.nics ?? { eth0: [address] }),
      ...(gateway === undefined ? {} : { gateway }),
      swarm: true,
      manager: role !== 'worker',
    })
    host.swarm.nodeId = nodeId
    host.swarm.nodeAddress = bare(address)
    if (sight === 'unread') this.forget(host, nodeId)
    else this.topology.statuses.push(statusOf(host.id, sight === 'stale'))
    this.topology.nodes.push(nodeOf(wish, nodeId, host.id))
    this.addresses.set(host.id, bare(address))
    return host
  }

  /** What is left of a host that only managers tell of. */
  private forget(host: Host, nodeId: NodeId): void {
    this.topology.namespaces = this.topology.namespaces.filter((one) => one.hostId !== host.id)
    host.id = HostId.parse(`node:${nodeId}`)
    host.namespaceId = null
    host.engine = null
    host.origin = 'inferred'
  }

  /** Its `docker_gwbridge`; an unread host's is not known. */
  gwbridge(host: Host): Network | null {
    if (host.origin === 'inferred') return null
    const known = this.gateways.get(host.id)
    if (known) return known
    const made = this.build.network({
      name: 'docker_gwbridge',
      model: 'docker-gwbridge',
      subnets: [subnet('172.18.0.0/16')],
      hosts: [host],
    })
    this.gateways.set(host.id, made)
    return made
  }

  overlay(wish: Omit<NetworkWish, 'model' | 'hosts'> & { hosts: Host[] }): Network {
    const model = wish.internal ? 'overlay-internal' : 'overlay-gwbridge'
    return this.build.network({ ...wish, model, hosts: wish.hosts.filter(({ origin }) => origin === 'observed') })
  }

  service({ on, ...wish }: ServiceWish): Service {
    const service: Service = {
      id: ServiceId.parse(`service-${this.topology.services.length + 1}`),
      image: 'shop/web:1',
      mode: 'replicated',
      replicas: 1,
      endpointMode: 'vip',
      virtualIps: [],
      ports: [],
      networks: on.map(({ id }) => ({ networkId: id, aliases: [] })),
      constraints: [],
      labels: {},
      stack: null,
      updateState: null,
      createdAt: null,
      version: 10,
      ...wish,
    }
    this.topology.services.push(service)
    return service
  }

  /** A running task and its container on a host: on the service's networks, and by `docker_gwbridge` out of the host where one of them is not internal. */
  task(service: Service, slot: number | null, host: Host, wish: Partial<Container> = {}): Container {
    const suffix = (this.topology.tasks.length + 1).toString(36).padStart(25, 'k')
    const name = `${service.name}.${slot ?? host.swarm.nodeId}`
    const networks = service.networks.flatMap(
      ({ networkId }) => this.topology.networks.find(({ id }) => id === networkId) ?? [],
    )
    const container = this.build.container(host, {
      id: ContainerId.parse(`task-container-${suffix}`),
      name: `${name}.${suffix}`,
      image: service.image,
      project: service.stack,
      service: service.name,
      origin: host.origin,
      labels: host.origin === 'inferred' ? {} : { 'com.docker.swarm.service.id': service.id },
      ...wish,
    })
    const prefixes = networks.map((network) => ({ networkId: network.id, prefixes: [this.join(container, network)] }))
    this.topology.tasks.push(
      taskOf(service, container, TaskId.parse(suffix), { name, slot, nodeId: nodeIdOf(host), addresses: prefixes }),
    )
    if (networks.some(({ internal }) => !internal)) this.leave(container, host)
    return container
  }

  /** Attaches a container to a network at the next free address. */
  join(container: Container, network: Network): string {
    this.members += 1
    const [base = '10.0.0', length = '24'] = (network.subnets[0]?.subnet ?? '10.0.0.0/24').split(/\.0\//)
    const taken = this.topology.endpoints.filter((one) => one.networkId === network.id).length
    const prefix = `${base}.${3 + taken}/${length}`
    this.build.attach(container, network, prefix, {
      mac: `02:42:0a:00:${hex(this.members >> 8)}:${hex(this.members & 255)}`,
      ...(container.origin === 'inferred' ? { origin: 'inferred' } : {}),
    })
    return prefix
  }

  /** Gives a container the way out of its host that overlays have. */
  leave(container: Container, host: Host): void {
    const network = this.gwbridge(host)
    if (!network) return
    const taken = this.topology.endpoints.filter((one) => one.networkId === network.id).length
    this.build.attach(container, network, `172.18.0.${3 + taken}/16`)
  }

  /** Forwarding entries of every host that is read, for every endpoint elsewhere; `forgotten` says of which hosts one has none. */
  forward(port: number, forgotten: (at: HostId, of: HostId) => boolean = () => false): Topology {
    for (const network of this.topology.networks.filter(({ driver }) => driver === 'overlay')) {
      const endpoints = this.topology.endpoints.filter(({ networkId }) => networkId === network.id)
      for (const on of network.onHosts) {
        if (!endpoints.some(({ hostId }) => hostId === on.hostId)) continue
        const namespace = this.build.namespace(on.hostId, 'overlay', `1-${network.id}`)
        namespace.networkId = network.id
        on.namespaceId = namespace.id
        this.build.interface(namespace, 'vxlan0', [], {
          kind: 'vxlan',
          vni: network.vnis[0] ?? 4096,
          port,
          local: null,
          remote: null,
          learning: false,
          flags: ['proxy', 'l2miss', 'l3miss'],
        })
        for (const { mac, hostId } of endpoints) {
          const remote = this.addresses.get(hostId)
          if (hostId === on.hostId || mac === null || remote === undefined || forgotten(on.hostId, hostId)) continue
          namespace.fdb.push({ mac, device: 'vxlan0', master: 'br0', vlan: null, remote, vni: null, flags: ['static'] })
        }
      }
    }
    return this.topology
  }
}

const bare = (prefix: string): string => prefix.split('/', 1)[0] ?? prefix
const hex = (value: number): string => value.toString(16).padStart(2, '0')
const nodeIdOf = (host: Host): NodeId | null => (host.swarm.nodeId === null ? null : NodeId.parse(host.swarm.nodeId))

const nodeOf = (wish: MemberWish, id: NodeId, hostId: HostId): Node => ({
  id,
  hostname: wish.name,
  role: wish.role === undefined || wish.role === 'worker' ? 'worker' : 'manager',
  availability: wish.availability ?? 'active',
  state: wish.state ?? 'ready',
  message: '',
  address: bare(wish.address),
  manager:
    wish.role === undefined || wish.role === 'worker'
      ? null
      : { leader: wish.role === 'leader', reachability: 'reachable', address: `${bare(wish.address)}:2377` },
  engineVersion: '28.5.2',
  platform: 'linux/x86_64',
  labels: wish.labels ?? {},
  engineLabels: {},
  hostId: wish.sight === 'unread' ? null : hostId,
  version: 10,
})

const taskOf = (
  service: Service,
  container: Container,
  id: TaskId,
  placed: Pick<Task, 'name' | 'slot' | 'nodeId' | 'addresses'>,
): Task => ({
  id,
  kind: 'container',
  serviceId: service.id,
  state: 'running',
  desiredState: 'running',
  message: 'started',
  error: null,
  containerId: container.id,
  changedAt: null,
  version: 10,
  ...placed,
})

const statusOf = (hostId: HostId, stale: boolean): HostStatus => ({
  hostId,
  agentVersion: '0.2.0',
  sight: 3,
  sightReason: null,
  engine: { state: 'live', since: Date.UTC(2026, 10, 23, 9, 0, 0), detail: 'Docker 28.5.2' },
  kernel: { state: 'live', detail: 'all namespaces are read' },
  oldest: null,
  drift: null,
  missedEvents: 0,
  recordedAt: null,
  recordingName: null,
  heard: {
    state: stale ? 'stale' : 'live',
    since: Date.UTC(2026, 10, 23, 9, 38, 12),
    detail: stale ? 'connect ETIMEDOUT' : '',
    clockAheadMs: null,
    clockUncertaintyMs: null,
  },
})
