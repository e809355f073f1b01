import type { Endpoint } from '../model/endpoint.ts'
import type { Host } from '../model/host.ts'
import { endpointId, HostId, NodeId } from '../model/id.ts'
import type { Namespace } from '../model/namespace.ts'
import type { Network } from '../model/network.ts'
import type { HostStatus } from '../model/status.ts'
import type { Topology } from '../model/topology.ts'
import { subnet, TopologyBuilder } from './build-topology.ts'

export type MeshWish = {
  hosts: number
  /** The last ones have no agent: managers tell of their nodes and tasks. */
  unread?: number
  containersPerHost: number
  overlays?: number
  subnetsPerOverlay?: number
  underlay?: 'inet' | 'inet6'
}

/**
 * A made-up swarm of any size, every overlay on every host, with all that its kernels hold of each other: VXLAN devices, neighbour and forwarding
 * entries for each container and load balancer elsewhere.
 */
export function meshTopology(wish: MeshWish): Topology {
  const build = new TopologyBuilder()
  const read = Array.from({ length: wish.hosts - (wish.unread ?? 0) }, (_, i) => readHost(build, wish, i))
  const unread = Array.from({ length: wish.unread ?? 0 }, (_, i) => unreadHost(build, wish, read.length + i))
  for (let i = 0; i < (wish.overlays ?? 1); i++) addOverlay(build, wish, i, read, unread)
  return build.topology
}

const underlayAddress = ({ underlay }: MeshWish, index: number): string =>
  underlay === 'inet6' ? `2001:db8:51::${(index + 11).toString(16)}` : `198.18.${index >> 7}.${(index & 127) + 11}`

function readHost(build: TopologyBuilder, wish: MeshWish, index: number): Host {
  const address = underlayAddress(wish, index)
  const host = build.host({
    name: `host${index + 1}`,
    nics: { eth0: [`${address}/${wish.underlay === 'inet6' ? 64 : 16}`], docker_gwbridge: ['172.18.0.1/16'] },
    swarm: true,
    manager: index === 0,
  })
  const nodeId = addNode(build, index, address, host.id)
  host.swarm = { ...host.swarm, nodeId, nodeAddress: address }
  build.topology.statuses.push(liveStatus(host.id))
  return host
}

const liveStatus = (hostId: HostId): HostStatus => ({
  hostId,
  agentVersion: '1.0.0',
  sight: 3,
  sightReason: null,
  engine: { state: 'live', since: 0, detail: 'its event stream is open' },
  kernel: { state: 'live', detail: 'all namespaces are read' },
  oldest: null,
  drift: null,
  missedEvents: 0,
  recordedAt: null,
  recordingName: null,
  heard: { state: 'live', since: 0, detail: 'heard', clockAheadMs: null, clockUncertaintyMs: null },
})

function unreadHost(build: TopologyBuilder, wish: MeshWish, index: number): Host {
  const host = build.host({ name: `host${index + 1}`, swarm: true })
  build.topology.namespaces = build.topology.namespaces.filter(({ hostId }) => hostId !== host.id)
  host.swarm = { ...host.swarm, nodeId: addNode(build, index, underlayAddress(wish, index), null) }
  return Object.assign(host, {
    id: HostId.parse(`node:node${index + 1}`),
    engine: null,
    namespaceId: null,
    origin: 'inferred',
  })
}

function addNode(build: TopologyBuilder, index: number, address: string, hostId: HostId | null): NodeId {
  const id = NodeId.parse(`node${index + 1}`)
  build.topology.nodes.push({
    id,
    hostname: `host${index + 1}`,
    role: index === 0 ? 'manager' : 'worker',
    availability: 'active',
    state: 'ready',
    message: '',
    address,
    manager: index === 0 ? { leader: true, reachability: 'reachable', address: `${address}:2377` } : null,
    engineVersion: '28.5.2',
    platform: 'linux/x86_64',
    labels: {},
    engineLabels: {},
    hostId,
    version: 1,
  })
  return id
}

/** The `n`th address of a subnet, the first being its gateway. */
function nth(network: Network, which: number, n: number): string {
  const [a, b] = (network.subnets[which]?.subnet ?? '').split('.')
  return `${a}.${b}.${n >> 8}.${n & 255}/16`
}

function addOverlay(build: TopologyBuilder, wish: MeshWish, index: number, read: Host[], unread: Host[]): void {
  const count = wish.subnetsPerOverlay ?? 1
  const numbers = Array.from({ length: count }, (_, i) => index * count + i)
  const network = build.network({
    name: `overlay${index + 1}`,
    model: 'overlay-gwbridge',
    vnis: numbers.map((number) => 4097 + number),
    subnets: numbers.map((number) => subnet(`10.${number}.0.0/16`)),
    hosts: read,
  })
  let next = 2
  for (const host of read) addBalancer(build, host, network, nth(network, 0, next++))
  for (const host of [...read, ...unread])
    for (let i = 0; i < wish.containersPerHost; i++) {
      const address = nth(network, i % count, next++)
      const container = build.container(host, { name: `${network.name}-${host.name}-${i + 1}`, origin: host.origin })
      const mac = host.origin === 'observed' ? macOf(address) : null
      build.attach(container, network, address, { mac, origin: host.origin })
    }
  for (const [i, host] of read.entries()) addNamespace(build, network, host, i)
  fillTables(build.topology, wish, network)
}

function addBalancer(build: TopologyBuilder, host: Host, network: Network, ipv4: string): void {
  const stand = build.container(host, { name: `${network.name}-endpoint` })
  build.topology.containers.pop()
  build.attach(stand, network, ipv4, {
    id: endpointId(network.id, `lb-${network.name}@${host.id}`),
    containerId: null,
    mac: macOf(ipv4),
  })
}

function macOf(prefix: string): string {
  const bytes = (prefix.split('/')[0] ?? '').split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'))
  return ['02', '42', ...bytes].join(':')
}

/** Which number a subnet's bridge and VXLAN device have differs from host to host. */
function addNamespace(build: TopologyBuilder, network: Network, host: Host, index: number): void {
  const namespace = build.namespace(host.id, 'overlay', `1-${network.id}`)
  namespace.networkId = network.id
  namespace.file = `/run/docker/netns/1-${network.id}`
  for (const [i, vni] of network.vnis.entries()) {
    const number = (i + index) % network.vnis.length
    const bridge = build.interface(namespace, `br${number}`, [nth(network, i, 1)])
    bridge.type = { kind: 'bridge', stp: false, vlanFiltering: false, nfCallIptables: false, nfCallIp6tables: false }
    const vxlan = build.interface(namespace, `vxlan${number}`, [])
    vxlan.type = { kind: 'vxlan', vni, port: 4789, local: null, remote: null, learning: true, flags: ['proxy'] }
    vxlan.masterId = bridge.id
  }
  for (const on of network.onHosts) if (on.hostId === host.id) on.namespaceId = namespace.id
}

function fillTables({ namespaces, interfaces, endpoints, hosts }: Topology, wish: MeshWish, network: Network): void {
  const vteps = new Map(hosts.map(({ id }, i) => [id, underlayAddress(wish, i)]))
  const deviceOf = new Map<string, string>(
    interfaces.flatMap(({ namespaceId, name, type }) =>
      type.kind === 'vxlan' ? [[`${namespaceId} ${type.vni}`, name] as const] : [],
    ),
  )
  const starts = network.subnets.map((one) => one.subnet.replace(/0\.0\/16$/, ''))
  const add = (namespace: Namespace, { ipv4, hostId }: Endpoint) => {
    const address = (ipv4 ?? '').split('/')[0] ?? ''
    const vni = network.vnis[starts.findIndex((start) => address.startsWith(start))]
    const device = deviceOf.get(`${namespace.id} ${vni}`) ?? ''
    const mac = macOf(address)
    namespace.neighbours.push({ family: 'inet', address, mac, device, state: ['PERMANENT'], proxy: false })
    const remote = vteps.get(hostId) ?? null
    namespace.fdb.push(
      { mac, device, master: null, vlan: null, vni: null, remote, flags: ['self', 'permanent'] },
      { mac, device, master: device.replace('vxlan', 'br'), vlan: null, vni: null, remote: null, flags: [] },
    )
  }
  const members = endpoints.filter(({ networkId }) => networkId === network.id)
  for (const namespace of namespaces)
    if (namespace.networkId === network.id)
      for (const member of members) if (member.hostId !== namespace.hostId) add(namespace, member)
}
