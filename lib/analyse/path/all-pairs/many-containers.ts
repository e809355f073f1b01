import type { Container } from '../../../model/container.ts'
import type { Endpoint } from '../../../model/endpoint.ts'
import type { Firewall } from '../../../model/firewall.ts'
import {
  ContainerId,
  endpointId,
  HostId,
  interfaceId,
  type NamespaceId,
  NetworkId,
  namespaceId,
} from '../../../model/id.ts'
import type { Interface } from '../../../model/interface.ts'
import type { ListeningSocket, Namespace, Route } from '../../../model/namespace.ts'
import type { Network } from '../../../model/network.ts'
import { emptyTopology, type Topology } from '../../../model/topology.ts'
import { dockerRules, type Generation, type RuledNetwork, type RuledPort, resolverRules } from './docker-rules.ts'

export type Wanted = { containers: number; networks: number; generation: Generation }

type Attachment = { network: number; place: number }

const hostId = HostId.parse('many')
const hostSpace = namespaceId(hostId, 'host')
const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0')
const bridgeOf = (network: number): string => (network === 0 ? 'docker0' : `br-${hex(network * 0x1f3a7 + 0x5b, 12)}`)
const subnetOf = (network: number): string => `10.${100 + Math.floor(network / 200)}.${network % 200}`
const addressOf = ({ network, place }: Attachment): string => `${subnetOf(network)}.${place}`
const macOf = ({ network, place }: Attachment): string => `02:42:0a:${hex(network, 2)}:00:${hex(place, 2)}`
const vethOf = ({ network, place }: Attachment): string => `veth${hex(network * 256 + place, 7)}`
const networkIdOf = (network: number): NetworkId => NetworkId.parse(hex(network + 1, 64))
const isInternal = (network: number): boolean => network % 10 === 9
const services = [80, 5432, 6379, 8080, 9100]

/**
 * For tests and the bench: a host with so many containers on bridge networks as an engine of that generation leaves it. Every tenth container is on two
 * networks, every third one has its port published, every tenth network is internal.
 */
export function manyContainers({ containers: count, networks: networkCount, generation }: Wanted): Topology {
  const used = new Array<number>(networkCount).fill(2)
  const attach = (network: number): Attachment => {
    const place = used[network] ?? 2
    used[network] = place + 1
    return { network, place }
  }
  const containers = Array.from({ length: count }, (_, index) => {
    const first = index % networkCount
    const second = index % 10 === 3 && networkCount > 1 ? (first + 1) % networkCount : null
    return { index, attachments: [attach(first), ...(second === null ? [] : [attach(second)])] }
  })
  const networks = used.map((_, network) => network)
  const ruled: RuledNetwork[] = networks.map((network) => ({
    bridge: bridgeOf(network),
    subnet: `${subnetOf(network)}.0/24`,
    internal: isInternal(network),
  }))
  const published = containers.filter(isPublished)
  const ports: RuledPort[] = published.flatMap(({ index, attachments: [first] }) =>
    first
      ? [
          {
            bridge: bridgeOf(first.network),
            address: addressOf(first),
            port: portOf(index),
            hostPort: 32_768 + index,
          },
        ]
      : [],
  )
  const all = containers.flatMap(({ attachments }) => attachments)
  const open = all.filter(({ network }) => !isInternal(network))
  const addresses = open.map((one) => ({ bridge: bridgeOf(one.network), address: addressOf(one) }))
  const firewall: Firewall = { id: hostSpace, hostId, tables: dockerRules(generation, ruled, ports, addresses) }
  const parts = containers.map((one) => partsOf(one))
  return {
    ...emptyTopology(),
    hosts: [hostRecord],
    namespaces: [hostNamespace(networks, all, published), ...parts.map(({ namespace }) => namespace)],
    interfaces: [
      ...[loopback(hostSpace), uplink],
      ...networks.map(bridge),
      ...parts.flatMap(({ interfaces }) => interfaces),
    ],
    networks: networks.map(networkRecord),
    endpoints: parts.flatMap(({ endpoints }) => endpoints),
    containers: parts.map(({ container }) => container),
    firewalls: [
      firewall,
      ...parts.map(({ namespace: { id } }, index) => resolverRules(id, hostId, 34_000 + index * 2)),
    ],
    statuses: [
      {
        ...{ hostId, agentVersion: '1', sight: 4, sightReason: null, drift: null, missedEvents: 0 },
        engine: { state: 'live', since: 1, detail: '' },
        kernel: { state: 'live', detail: '' },
        ...{ oldest: null, recordedAt: null, recordingName: null, heard: null },
      },
    ],
    readAt: 1,
  }
}

type Member = { index: number; attachments: Attachment[] }

const portOf = (index: number): number => services[index % services.length] ?? 80
const isPublished = ({ index, attachments: [first] }: Member): boolean =>
  index % 3 === 0 && first !== undefined && !isInternal(first.network)

function partsOf({ index, attachments }: Member) {
  const id = ContainerId.parse(hex(index + 1, 64))
  const inside = namespaceId(hostId, hex(index + 1, 12))
  const names = attachments.map((_, at) => `eth${at}`)
  const interfaces = attachments.flatMap((attachment, at): Interface[] => {
    const veth = interfaceId(hostSpace, 1000 + attachment.network * 256 + attachment.place)
    const own = interfaceId(inside, 2 + at)
    const both = { hostId, mtu: 1500, up: true, operationalState: 'UP', promiscuous: false, alternativeNames: [] }
    const none = { masterId: null, bridgePort: null, parentId: null }
    return [
      {
        ...{ ...both, ...none, id: own, namespaceId: inside, index: 2 + at, name: `eth${at}`, type: { kind: 'veth' } },
        ...{ mac: macOf(attachment), peerId: veth, endpointId: endpointId(networkIdOf(attachment.network), id) },
        addresses: [{ prefix: `${addressOf(attachment)}/24`, family: 'inet', scope: 'global', flags: [] }],
      },
      {
        ...{
          ...both,
          ...none,
          id: veth,
          namespaceId: hostSpace,
          index: 1000 + attachment.network * 256 + attachment.place,
        },
        ...{ name: vethOf(attachment), type: { kind: 'veth' }, peerId: own, addresses: [], endpointId: null },
        mac: macOf(attachment).replace(/^02/, 'ae'),
        masterId: interfaceId(hostSpace, 10 + attachment.network),
        bridgePort: { state: 'forwarding', hairpin: false, isolated: false, learning: true, vlans: [] },
      },
    ]
  })
  const [first] = attachments
  const sockets: ListeningSocket[] = [
    socket('tcp', '127.0.0.11', 34_000 + index * 2, 'dockerd'),
    socket('udp', '127.0.0.11', 34_001 + index * 2, 'dockerd'),
    socket('tcp', '*', portOf(index), 'server'),
    ...(index % 7 === 0 ? [socket('udp', '*', 8125, 'statsd')] : []),
    ...(index % 11 === 0 ? [socket('tcp', '127.0.0.1', 9229, 'debug')] : []),
  ]
  const namespace: Namespace = {
    ...{ id: inside, hostId, kind: 'container', inode: 5000 + index, file: null, pid: 100 + index, owners: [id] },
    networkId: null,
    routes: [
      ...(first && !isInternal(first.network)
        ? [route('main', 'unicast', 'default', 'eth0', { gateway: `${subnetOf(first.network)}.1` })]
        : []),
      ...attachments.flatMap((attachment, at) =>
        linkRoutes(subnetOf(attachment.network), attachment.place, `eth${at}`),
      ),
      ...loopbackRoutes,
    ],
    ...{ rules: kernelRules, neighbours: [], fdb: [], sockets, ipvs: [], trafficFilters: [], transforms: [] },
    ...{ sysctls: sysctls('0', ['lo', ...names]), resolvConf: null, hostsFile: null, interfaceIds: [] },
  }
  const endpoints = attachments.map((attachment, at): Endpoint => {
    const networkId = networkIdOf(attachment.network)
    const veth = interfaceId(hostSpace, 1000 + attachment.network * 256 + attachment.place)
    return {
      ...{ id: endpointId(networkId, id), hostId, networkId, containerId: id, ownerName: `c${index}`, engineId: null },
      ...{ ipv4: `${addressOf(attachment)}/24`, ipv6: null, mac: macOf(attachment), gateway6: null, aliases: [] },
      gateway4: isInternal(attachment.network) ? null : `${subnetOf(attachment.network)}.1`,
      ...{ gatewayPriority: 0, names: [`c${index}`], driverOptions: {}, origin: 'observed' },
      ...{ interfaceId: interfaceId(inside, 2 + at), hostInterfaceId: veth },
    }
  })
  const container: Container = {
    ...{ id, hostId, name: `c${index}`, image: 'many:1', state: 'running', health: 'none', pid: 100 + index },
    ...{ createdAt: null, startedAt: null, labels: {}, project: null, service: null, networkMode: 'named' },
    ...{ sharesNamespaceOf: null, namespaceId: inside, exposed: [], dns: null, remembered: false, origin: 'observed' },
    ports: isPublished({ index, attachments })
      ? [{ protocol: 'tcp', containerPort: portOf(index), hostAddress: '0.0.0.0', hostPort: 32_768 + index }]
      : [],
  }
  return { namespace, container, endpoints, interfaces: [loopback(inside), ...interfaces] }
}

function socket(protocol: 'tcp' | 'udp', address: string, port: number, name: string): ListeningSocket {
  const family = address === '*' ? 'any' : 'inet'
  return { protocol, family, address, port, takesIpv4: true, process: { name, pid: 1 } }
}

function route(
  table: string,
  type: string,
  destination: string,
  device: string,
  more: { gateway?: string; source?: string; scope?: string },
): Route {
  const { gateway = null, source = null, scope = 'global' } = more
  return {
    ...{ family: 'inet', table, type, destination, gateway, device, source, protocol: 'kernel', scope },
    ...{ metric: null, mtu: null, flags: [], nextHops: [] },
  }
}

const linkRoutes = (subnet: string, place: number, device: string): Route[] => {
  const source = `${subnet}.${place}`
  return [
    route('main', 'unicast', `${subnet}.0/24`, device, { source, scope: 'link' }),
    route('local', 'local', source, device, { source, scope: 'host' }),
    route('local', 'broadcast', `${subnet}.255`, device, { source, scope: 'link' }),
  ]
}

const loopbackRoutes: Route[] = [
  route('local', 'local', '127.0.0.0/8', 'lo', { source: '127.0.0.1', scope: 'host' }),
  route('local', 'local', '127.0.0.1', 'lo', { source: '127.0.0.1', scope: 'host' }),
  route('local', 'broadcast', '127.255.255.255', 'lo', { source: '127.0.0.1', scope: 'link' }),
]

const kernelRules: Namespace['rules'] = (['inet', 'inet6'] as const).flatMap((family) => [
  { family, priority: 0, text: 'from all lookup local', table: 'local' },
  { family, priority: 32_766, text: 'from all lookup main', table: 'main' },
])

function sysctls(forwarding: string, devices: readonly string[]): Record<string, string> {
  const perDevice = ['rp_filter', 'src_valid_mark', 'route_localnet', 'proxy_arp', 'arp_ignore', 'accept_local']
  return {
    ...{
      'net.ipv4.ip_forward': forwarding,
      'net.ipv4.icmp_echo_ignore_all': '0',
      'net.ipv6.icmp.echo_ignore_all': '0',
    },
    ...{ 'net.bridge.bridge-nf-call-iptables': '1', 'net.bridge.bridge-nf-call-ip6tables': '1' },
    ...Object.fromEntries(
      ['all', 'default', ...devices].flatMap((device) => [
        [`net.ipv4.conf.${device}.forwarding`, forwarding],
        [`net.ipv6.conf.${device}.forwarding`, '0'],
        ...perDevice.map((name) => [`net.ipv4.conf.${device}.${name}`, '0']),
      ]),
    ),
  }
}

const hostRecord: Topology['hosts'][number] = {
  ...{ id: hostId, name: 'many', kernel: '6', bootId: null, machineId: null, engine: null, origin: 'observed' },
  ...{ firewallBackend: 'iptables-nft', namespaceId: hostSpace },
  swarm: {
    ...{ state: 'inactive', nodeId: null, nodeAddress: null, manager: false, remoteManagers: [] },
    ...{ error: null, warnings: [], cluster: null },
  },
}

function hostNamespace(
  networks: readonly number[],
  all: readonly Attachment[],
  published: readonly Member[],
): Namespace {
  const devices = ['lo', 'eth0', ...networks.map(bridgeOf), ...all.map(vethOf)]
  return {
    ...{ id: hostSpace, hostId, kind: 'host', inode: 1, file: null, pid: 1, owners: [], networkId: null },
    routes: [
      route('main', 'unicast', 'default', 'eth0', { gateway: '192.0.2.1' }),
      ...linkRoutes('192.0.2', 10, 'eth0'),
      ...networks.flatMap((network) => linkRoutes(subnetOf(network), 1, bridgeOf(network))),
      ...loopbackRoutes,
    ],
    ...{ rules: kernelRules, neighbours: [], ipvs: [], trafficFilters: [], transforms: [], resolvConf: null },
    fdb: all.flatMap((one) => [
      fdbEntry(macOf(one), one, []),
      fdbEntry(macOf(one).replace(/^02/, 'ae'), one, ['permanent']),
    ]),
    sockets: [
      socket('tcp', '0.0.0.0', 22, 'sshd'),
      ...published.map(({ index }) => socket('tcp', '0.0.0.0', 32_768 + index, 'docker-proxy')),
    ],
    ...{ sysctls: sysctls('1', devices), hostsFile: null, interfaceIds: [] },
  }
}

const fdbEntry = (mac: string, one: Attachment, flags: string[]): Namespace['fdb'][number] => ({
  ...{ mac, device: vethOf(one), master: bridgeOf(one.network), vlan: null, remote: null, vni: null, flags },
})

const plain = {
  ...{ hostId, alternativeNames: [], up: true, promiscuous: false, masterId: null, bridgePort: null },
  ...{ peerId: null, parentId: null, endpointId: null },
}

const loopback = (space: NamespaceId): Interface => ({
  ...{ ...plain, id: interfaceId(space, 1), namespaceId: space, index: 1, name: 'lo', type: { kind: 'loopback' } },
  ...{ mac: null, mtu: 65_536, operationalState: 'UNKNOWN' },
  addresses: [{ prefix: '127.0.0.1/8', family: 'inet', scope: 'host', flags: [] }],
})

const uplink: Interface = {
  ...{ ...plain, id: interfaceId(hostSpace, 2), namespaceId: hostSpace, index: 2, name: 'eth0' },
  ...{ type: { kind: 'physical' }, mac: '52:54:00:00:00:0a', mtu: 1500, operationalState: 'UP' },
  addresses: [{ prefix: '192.0.2.10/24', family: 'inet', scope: 'global', flags: [] }],
}

const bridge = (network: number): Interface => ({
  ...{ ...plain, id: interfaceId(hostSpace, 10 + network), namespaceId: hostSpace, index: 10 + network },
  ...{ name: bridgeOf(network), mac: `02:42:00:00:00:${hex(network, 2)}`, mtu: 1500, operationalState: 'UP' },
  type: { kind: 'bridge', stp: false, vlanFiltering: false, nfCallIptables: false, nfCallIp6tables: false },
  addresses: [{ prefix: `${subnetOf(network)}.1/24`, family: 'inet', scope: 'global', flags: [] }],
})

const networkRecord = (network: number): Network => ({
  ...{ id: networkIdOf(network), name: `net${network}`, driver: 'bridge', scope: 'local' },
  ...{ internal: isInternal(network), attachable: false, ingress: false, configOnly: false, encrypted: false },
  ...{ ipv4: true, ipv6: false, ipamDriver: 'default', options: {}, labels: {}, createdAt: null, vnis: [] },
  subnets: [{ subnet: `${subnetOf(network)}.0/24`, gateway: `${subnetOf(network)}.1`, ipRange: null, auxiliary: {} }],
  ...{ model: isInternal(network) ? 'bridge-internal' : 'bridge-nat', modelReason: '' },
  onHosts: [{ hostId, interfaceId: interfaceId(hostSpace, 10 + network), uplinkIds: [], namespaceId: null, peers: [] }],
})
