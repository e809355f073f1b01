import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import type { HostView } from '../model/topology.ts'
import { MASK } from './mask-shape.ts'
import { readAll } from './read-all.ts'
import { resolveHost } from './resolve-host.ts'

/*
 * Two hosts of one swarm, recorded at the same time: a manager and a worker of another engine. What is expected is worked out from what their
 * engines and kernels printed, kept raw beside the recordings.
 */
const folderOf = (name: string) => join(import.meta.dirname, 'recordings', name)

type RawNode = {
  ID: string
  Version: { Index: number }
  Spec: { Labels: Record<string, string>; Role: string; Availability: string }
  Description: { Hostname: string; Engine: { EngineVersion: string } }
  Status: { State: string; Addr: string }
  ManagerStatus?: { Leader?: boolean; Addr: string }
}
type RawService = {
  ID: string
  Spec: {
    Name: string
    Labels: Record<string, string>
    Mode: Record<string, { Replicas?: number }>
    EndpointSpec?: { Mode?: string }
    TaskTemplate: {
      ContainerSpec: { Image: string; Env?: string[] }
      Networks?: { Target: string; Aliases?: string[] }[]
      Placement: { Constraints?: string[] }
    }
  }
  Endpoint: {
    Ports?: { TargetPort: number; PublishedPort: number; PublishMode: string }[]
    VirtualIPs?: { NetworkID: string; Addr: string }[]
  }
}
type RawTask = {
  ID: string
  ServiceID?: string
  Slot?: number
  NodeID: string
  Spec: { NetworkAttachmentSpec?: { ContainerID: string } }
  Status: { State: string; Err?: string; ContainerStatus?: { ContainerID?: string } }
  DesiredState: string
  NetworksAttachments?: { Network: { ID: string }; Addresses: string[] }[]
}
type RawNetwork = {
  Id: string
  Name: string
  Driver: string
  Attachable: boolean
  Options: Record<string, string> | null
  Peers?: { Name: string; IP: string }[]
  Containers: Record<string, { Name: string; IPv4Address: string; MacAddress: string }> | null
}
type RawNamespace = {
  'ip -j -d link show': { ifindex: number; ifname: string; linkinfo?: { info_data?: { id?: number; port?: number } } }[]
  'ip -j neighbour show': { dst: string; lladdr?: string; dev: string; state: string[] }[]
  'bridge -j fdb show': { mac: string; ifname: string; dst?: string; flags: string[]; state?: string }[]
}

function readReferee<T>(folder: string, file: string): T {
  const raw: T = JSON.parse(readFileSync(join(folder, 'referee', file), 'utf8'))
  return raw
}

const readNetworks = (folder: string): RawNetwork[] =>
  readdirSync(join(folder, 'referee'))
    .filter((file) => file.startsWith('network-'))
    .map((file) => readReferee<RawNetwork>(folder, file))

async function readHost(name: string) {
  const folder = folderOf(name)
  const source = await openRecordedSource(folder)
  return { folder, view: resolveHost(await readAll(source), source), networks: readNetworks(folder) }
}

const manager = await readHost('swarm-20.10')
const worker = await readHost('swarm-28.5')
const nodes = readReferee<RawNode[]>(manager.folder, 'nodes.json')
const services = readReferee<RawService[]>(manager.folder, 'services.json')
const tasks = readReferee<RawTask[]>(manager.folder, 'tasks.json')
const attachments = readReferee<RawTask[]>(manager.folder, 'attachments.json')

const byId = <T>(records: T[], id: (record: T) => string): T[] => [...records].sort((a, b) => (id(a) < id(b) ? -1 : 1))
const addressOf = (prefix: string | undefined): string => (prefix ?? '').split('/')[0] ?? ''

/** The raw output of the namespace of an overlay, where it lives on the host. */
function insideOverlay({ folder, view }: { folder: string; view: HostView }, networkId: string): RawNamespace | null {
  const namespace = view.namespaces.find((known) => known.kind === 'overlay' && known.networkId === networkId)
  return namespace ? readReferee<RawNamespace>(folder, `namespace-${namespace.inode}.json`) : null
}

describe('a manager', () => {
  it('tells the nodes', () => {
    expect(manager.view.nodes).toMatchObject(
      byId(nodes, ({ ID }) => ID).map(({ ID, Version, Spec, Description, Status, ManagerStatus }) => ({
        id: ID,
        version: Version.Index,
        hostname: Description.Hostname,
        engineVersion: Description.Engine.EngineVersion,
        role: Spec.Role,
        availability: Spec.Availability,
        labels: Spec.Labels,
        state: Status.State,
        address: Status.Addr,
        manager: ManagerStatus ? { leader: ManagerStatus.Leader === true, address: ManagerStatus.Addr } : null,
      })),
    )
    expect(nodes.map(({ Spec }) => Spec.Role).sort()).toEqual(['manager', 'worker'])
  })

  it('tells the services with their modes, addresses, ports and networks', () => {
    expect(manager.view.services).toMatchObject(
      byId(services, ({ ID }) => ID).map(({ ID, Spec, Endpoint }) => ({
        id: ID,
        name: Spec.Name,
        labels: Spec.Labels,
        image: Spec.TaskTemplate.ContainerSpec.Image,
        mode: Object.keys(Spec.Mode)[0]?.toLowerCase(),
        replicas: Spec.Mode.Replicated?.Replicas ?? null,
        endpointMode: Spec.EndpointSpec?.Mode ?? 'vip',
        virtualIps: (Endpoint.VirtualIPs ?? []).map(({ NetworkID, Addr }) => ({ networkId: NetworkID, address: Addr })),
        ports: (Endpoint.Ports ?? []).map(({ TargetPort, PublishedPort, PublishMode }) => ({
          targetPort: TargetPort,
          publishedPort: PublishedPort,
          mode: PublishMode,
        })),
        networks: (Spec.TaskTemplate.Networks ?? []).map(({ Target, Aliases }) => ({
          networkId: Target,
          aliases: Aliases ?? [],
        })),
        constraints: Spec.TaskTemplate.Placement.Constraints ?? [],
      })),
    )
    expect(new Set(manager.view.services.map(({ endpointMode }) => endpointMode))).toEqual(new Set(['vip', 'dnsrr']))
  })

  it('tells every task of the swarm, those of plain containers too, and what went wrong', () => {
    const names = new Map(services.map(({ ID, Spec }) => [ID, Spec.Name]))
    expect(manager.view.tasks).toMatchObject(
      byId([...tasks, ...attachments], ({ ID }) => ID).map((task) => {
        const attached = task.Spec.NetworkAttachmentSpec?.ContainerID
        return {
          id: task.ID,
          kind: attached === undefined ? 'container' : 'attachment',
          serviceId: task.ServiceID ?? null,
          name: attached ?? `${names.get(task.ServiceID ?? '')}.${task.Slot ?? task.NodeID}`,
          nodeId: task.NodeID,
          state: task.Status.State,
          desiredState: task.DesiredState,
          error: task.Status.Err ?? null,
          containerId: attached ?? (task.Status.ContainerStatus?.ContainerID || null),
          addresses: (task.NetworksAttachments ?? []).map(({ Network, Addresses }) => ({
            networkId: Network.ID,
            prefixes: Addresses,
          })),
        }
      }),
    )
    expect(tasks.filter(({ Status }) => Status.Err !== undefined)).toHaveLength(1)
    expect(attachments).toHaveLength(2)
  })

  it('keeps no secret of a service', () => {
    const environment = services.flatMap(({ Spec }) => Spec.TaskTemplate.ContainerSpec.Env ?? [])
    expect(environment.sort()).toEqual([`API_TOKEN=${MASK}`, `DB_PASSWORD=${MASK}`])
    for (const { folder } of [manager, worker]) {
      const text = readFileSync(join(folder, 'engine.json'), 'utf8')
      expect(text).not.toContain('planted')
      expect(text).not.toContain('SWMTKN')
    }
  })

  it('knows what a worker does not, and a network that the swarm could not allocate', () => {
    expect(worker.view).toMatchObject({ nodes: [], services: [], tasks: [] })
    const unallocated = manager.networks.filter(({ Driver }) => Driver === '').map(({ Id }) => Id)
    expect(manager.view.networks.filter(({ driver }) => driver === '').map(({ id }) => id)).toEqual(unallocated)
    expect(unallocated).toHaveLength(1)
  })
})

describe.each([
  ['manager', manager, worker],
  ['worker', worker, manager],
] as const)('the %s', (_role, host, other) => {
  const { view, networks } = host
  const overlays = networks.filter(({ Driver, Containers }) => Driver === 'overlay' && Containers !== null)

  it('runs the tasks that the manager put on it, each with the addresses that were allocated', () => {
    const nodeId = view.hosts[0]?.swarm.nodeId
    const own = manager.view.tasks.filter((task) => task.nodeId === nodeId && task.state === 'running')
    expect(own.length).toBeGreaterThan(4)
    for (const task of own) {
      const endpoints = view.endpoints.filter(({ containerId }) => containerId === task.containerId)
      for (const { networkId, prefixes } of task.addresses)
        expect(prefixes, task.name).toEqual([endpoints.find((known) => known.networkId === networkId)?.ipv4])
    }
  })

  it('tells of its overlays: attachable, encrypted, peers, and the VNI of the device in the namespace', () => {
    const port = manager.view.hosts[0]?.swarm.cluster?.dataPathPort
    for (const raw of overlays) {
      const network = view.networks.find(({ id }) => id === raw.Id)
      expect(network).toMatchObject({ attachable: raw.Attachable, encrypted: 'encrypted' in (raw.Options ?? {}) })
      expect(network?.onHosts[0]?.peers).toEqual(
        byId(raw.Peers ?? [], ({ Name }) => Name).map(({ Name, IP }) => ({ name: Name, address: IP })),
      )
      const links = insideOverlay(host, raw.Id)?.['ip -j -d link show'] ?? []
      const data = links.filter(({ ifname }) => ifname.startsWith('vxlan')).map(({ linkinfo }) => linkinfo?.info_data)
      expect(data).toMatchObject((network?.vnis ?? []).map((id) => ({ id, port })))
      expect(data.length).toBeGreaterThan(0)
    }
    expect(view.networks.filter(({ encrypted }) => encrypted)).toHaveLength(1)
  })

  it('has both ends of every endpoint of an overlay, load balancers included', () => {
    for (const raw of overlays) {
      const links = insideOverlay(host, raw.Id)?.['ip -j -d link show'] ?? []
      const told = view.endpoints.filter(({ networkId }) => networkId === raw.Id)
      expect(told.map(({ ipv4, mac }) => `${ipv4} ${mac}`).sort()).toEqual(
        Object.values(raw.Containers ?? {})
          .map(({ IPv4Address, MacAddress }) => `${IPv4Address} ${MacAddress}`)
          .sort(),
      )
      const ends = told.map(({ hostInterfaceId }) => view.interfaces.find(({ id }) => id === hostInterfaceId)?.name)
      expect(ends.sort()).toEqual(links.flatMap(({ ifname }) => (/^veth/.test(ifname) ? [ifname] : [])).sort())
      const balancer = told.find(({ containerId }) => containerId === null)
      const inside = view.interfaces.find(({ id }) => id === balancer?.interfaceId)?.namespaceId
      const namespace = view.namespaces.find(({ id }) => id === inside)
      expect(namespace?.kind).toBe(raw.Name === 'ingress' ? 'ingress' : 'loadBalancer')
    }
  })

  it('has the ingress sandbox on docker_gwbridge', () => {
    const bridge = networks.find(({ Name }) => Name === 'docker_gwbridge')
    const endpoint = view.endpoints.find(
      ({ networkId, ownerName }) => networkId === bridge?.Id && ownerName === 'gateway_ingress-sbox',
    )
    expect(endpoint?.ipv4).toBe(bridge?.Containers?.['ingress-sbox']?.IPv4Address)
    const inside = view.interfaces.find(({ id }) => id === endpoint?.interfaceId)
    expect(view.namespaces.find(({ id }) => id === inside?.namespaceId)?.kind).toBe('ingress')
  })

  it('has a fixed FDB and neighbour entry to each endpoint of the other host, as bridge and ip print them', () => {
    const remote = nodes.find(({ ID }) => ID === other.view.hosts[0]?.swarm.nodeId)?.Status.Addr
    for (const raw of overlays) {
      const there = Object.values(other.networks.find(({ Id }) => Id === raw.Id)?.Containers ?? {})
      const output = insideOverlay(host, raw.Id)
      const printed = (output?.['bridge -j fdb show'] ?? []).filter(({ dst }) => dst === remote)
      const namespace = view.namespaces.find(({ kind, networkId }) => kind === 'overlay' && networkId === raw.Id)
      const entries = namespace?.fdb.filter((entry) => entry.remote === remote && entry.flags.includes('permanent'))
      const macs = there.map(({ MacAddress }) => MacAddress).sort()
      expect(printed.map(({ mac }) => mac).sort()).toEqual(macs)
      expect(entries?.map(({ mac }) => mac).sort()).toEqual(macs)
      const fixed = (output?.['ip -j neighbour show'] ?? []).filter(({ state }) => state.includes('PERMANENT'))
      expect(fixed.map(({ dst, lladdr }) => `${dst} ${lladdr}`).sort()).toEqual(
        there.map(({ IPv4Address, MacAddress }) => `${addressOf(IPv4Address)} ${MacAddress}`).sort(),
      )
      expect(
        namespace?.neighbours
          .filter(({ state }) => state.includes('PERMANENT'))
          .map(({ address, mac }) => `${address} ${mac}`)
          .sort(),
      ).toEqual(fixed.map(({ dst, lladdr }) => `${dst} ${lladdr}`).sort())
    }
  })
})
