import type { Container } from '../model/container.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Host } from '../model/host.ts'
import { ContainerId, endpointId, HostId, interfaceId, NetworkId, namespaceId } from '../model/id.ts'
import type { Interface } from '../model/interface.ts'
import type { Namespace, NamespaceKind } from '../model/namespace.ts'
import type { DeploymentModel, Network } from '../model/network.ts'
import { emptyTopology, type Topology } from '../model/topology.ts'

export type HostWish = {
  name: string
  nics?: Record<string, string[]>
  gateway?: string
  manager?: boolean
  swarm?: boolean
}

export type NetworkWish = Partial<Network> & { name: string; model: DeploymentModel; hosts: Host[] }

/** Puts a made-up topology together from whole records, for tests and benchmarks. */
export class TopologyBuilder {
  readonly topology: Topology = { ...emptyTopology(), readAt: Date.UTC(2026, 10, 23, 9, 41, 7) }

  host(wish: HostWish): Host {
    const namesakes = this.topology.hosts.filter(({ name }) => name === wish.name).length
    const id = HostId.parse(`engine-${wish.name}${namesakes === 0 ? '' : `-${namesakes + 1}`}`)
    const namespace = this.namespace(id, 'host', 'host')
    const host: Host = {
      id,
      name: wish.name,
      kernel: '6.1.0',
      bootId: null,
      machineId: null,
      engine: {
        version: '28.5.2',
        apiVersion: '1.51',
        maxApiVersion: '1.51',
        minApiVersion: '1.24',
        operatingSystem: 'Debian GNU/Linux 12',
        endpoint: 'unix:///var/run/docker.sock',
        liveRestore: false,
        networkPlugins: [],
      },
      firewallBackend: 'iptables-nft',
      swarm: {
        state: wish.swarm ? 'active' : 'inactive',
        nodeId: null,
        nodeAddress: null,
        manager: wish.manager ?? false,
        remoteManagers: [],
        error: null,
        warnings: [],
        cluster: null,
      },
      namespaceId: namespace.id,
      origin: 'observed',
    }
    for (const [name, prefixes] of Object.entries(wish.nics ?? {})) this.interface(namespace, name, prefixes)
    const first = Object.keys(wish.nics ?? {})[0]
    if (first && wish.gateway) namespace.routes.push(defaultRoute(first, wish.gateway))
    this.topology.hosts.push(host)
    return host
  }

  network(wish: NetworkWish): Network {
    const { hosts, ...rest } = wish
    const driver = driverOf(wish.model)
    const network: Network = {
      id: NetworkId.parse(`net-${this.topology.networks.length}-${wish.name.slice(0, 24)}`),
      driver,
      scope: driver === 'overlay' ? 'swarm' : 'local',
      internal: false,
      attachable: false,
      ingress: false,
      configOnly: false,
      encrypted: false,
      ipv4: true,
      ipv6: false,
      ipamDriver: 'default',
      subnets: [],
      options: {},
      labels: {},
      createdAt: null,
      vnis: [],
      modelReason: '',
      onHosts: hosts.map((host) => ({
        hostId: host.id,
        interfaceId: null,
        uplinkIds: [],
        namespaceId: null,
        peers: [],
      })),
      ...rest,
    }
    this.topology.networks.push(network)
    return network
  }

  container(host: Host, wish: Partial<Container> & { name: string }): Container {
    const id = ContainerId.parse(`c${this.topology.containers.length}-${host.name}-${wish.name.slice(0, 40)}`)
    const container: Container = {
      id,
      hostId: host.id,
      image: 'shop/web:1',
      state: 'running',
      health: 'none',
      pid: 100 + this.topology.containers.length,
      createdAt: null,
      startedAt: null,
      labels: {},
      project: null,
      service: null,
      networkMode: 'named',
      sharesNamespaceOf: null,
      namespaceId: null,
      ports: [],
      exposed: [],
      dns: null,
      remembered: false,
      origin: 'observed',
      ...wish,
    }
    this.topology.containers.push(container)
    return container
  }

  attach(container: Container, network: Network, ipv4: string | null, wish: Partial<Endpoint> = {}): Endpoint {
    const endpoint: Endpoint = {
      id: endpointId(network.id, container.id),
      hostId: container.hostId,
      networkId: network.id,
      containerId: container.id,
      ownerName: container.name,
      engineId: null,
      ipv4,
      ipv6: null,
      mac: '02:42:0a:00:00:05',
      gateway4: null,
      gateway6: null,
      gatewayPriority: 0,
      names: [],
      aliases: [],
      driverOptions: {},
      interfaceId: null,
      hostInterfaceId: null,
      origin: container.state === 'exited' ? 'configured' : 'observed',
      ...wish,
    }
    this.topology.endpoints.push(endpoint)
    return endpoint
  }

  namespace(hostId: HostId, kind: NamespaceKind, key: string): Namespace {
    const namespace: Namespace = {
      id: namespaceId(hostId, key),
      hostId,
      kind,
      inode: null,
      file: null,
      pid: null,
      owners: [],
      networkId: null,
      routes: [],
      rules: [],
      neighbours: [],
      fdb: [],
      sockets: [],
      ipvs: [],
      trafficFilters: [],
      transforms: [],
      sysctls: {},
      resolvConf: null,
      hostsFile: null,
      interfaceIds: [],
    }
    this.topology.namespaces.push(namespace)
    return namespace
  }

  interface(
    namespace: Namespace,
    name: string,
    prefixes: string[],
    type: Interface['type'] = { kind: 'physical' },
  ): Interface {
    const index = namespace.interfaceIds.length + 1
    const one: Interface = {
      id: interfaceId(namespace.id, index),
      hostId: namespace.hostId,
      namespaceId: namespace.id,
      index,
      name,
      alternativeNames: [],
      type,
      mac: '52:54:00:12:34:56',
      mtu: 1500,
      up: true,
      operationalState: 'UP',
      promiscuous: false,
      addresses: prefixes.map((prefix) => ({
        prefix,
        family: prefix.includes(':') ? 'inet6' : 'inet',
        scope: 'global',
        flags: [],
      })),
      masterId: null,
      bridgePort: null,
      peerId: null,
      parentId: null,
      endpointId: null,
    }
    namespace.interfaceIds.push(one.id)
    this.topology.interfaces.push(one)
    return one
  }

  /** The interface of a host's own namespace by its name. */
  nic(host: Host, name: string): Interface {
    const found = this.topology.interfaces.find((one) => one.namespaceId === host.namespaceId && one.name === name)
    if (!found) throw new Error(`${host.name} has no ${name}`)
    return found
  }
}

const defaultRoute = (device: string, gateway: string): Namespace['routes'][number] => ({
  family: 'inet',
  table: 'main',
  type: 'unicast',
  destination: 'default',
  gateway,
  device,
  source: null,
  protocol: 'static',
  scope: null,
  metric: null,
  mtu: null,
  flags: [],
  nextHops: [],
})

function driverOf(model: DeploymentModel): string {
  if (model.startsWith('overlay')) return 'overlay'
  if (model === 'macvlan' || model === 'ipvlan' || model === 'host') return model
  if (model === 'none') return 'null'
  return model === 'plugin' || model === 'unknown' ? 'weave' : 'bridge'
}

export const subnet = (prefix: string): Network['subnets'][number] => ({
  subnet: prefix,
  gateway: null,
  ipRange: null,
  auxiliary: {},
})
