import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import { type HostView, Topology } from '../model/topology.ts'
import { emptyAnswers } from './host-answers.ts'
import { readAll } from './read-all.ts'
import { readLists } from './read-lists.ts'
import { resolveHost } from './resolve-host.ts'

/*
 * Each recording holds, beside the answers that Portolan reads, what `docker inspect`, `ip -j`, `bridge -j`, `ss` and `iptables-save` printed
 * at the same moment. What is expected here is worked out from that raw output alone.
 */
const own = join(import.meta.dirname, 'recordings')
// The demo is a recording like the others, shown to whoever has no engine.
const demo = join(import.meta.dirname, '../../public/demo')
const folders = [demo, ...readdirSync(own).map((name) => join(own, name))]

type RawEndpoint = {
  NetworkID: string
  IPAddress: string
  IPPrefixLen: number
  MacAddress: string
  Gateway: string
  Aliases: string[] | null
}
type RawContainer = {
  Id: string
  Name: string
  State: { Status: string; Running: boolean; Pid: number }
  HostConfig: { NetworkMode: string }
  NetworkSettings: {
    SandboxKey: string
    Ports: Record<string, { HostIp: string; HostPort: string }[] | null>
    Networks: Record<string, RawEndpoint>
  }
}
type RawMember = { Name: string; IPv4Address: string; MacAddress: string }
type RawNetwork = {
  Id: string
  Name: string
  Driver: string
  Internal: boolean
  Options: Record<string, string> | null
  IPAM: { Config: { Subnet: string; AuxiliaryAddresses?: Record<string, string> }[] | null }
  Containers: Record<string, RawMember> | null
}
type RawLink = {
  ifindex: number
  ifname: string
  link_index?: number
  link_netnsid?: number
  master?: string
  linkinfo?: { info_kind?: string }
}
type RawAddress = { ifindex: number; addr_info: { local: string; prefixlen: number }[] }
type RawRoute = { dst: string; dev?: string; gateway?: string; table?: string }
type RawNamespace = {
  'ip -j -d link show': RawLink[]
  'ip -j address show': RawAddress[]
  'ip -j -4 route show table all': RawRoute[]
  'ip -j -6 route show table all': RawRoute[]
  'bridge -j fdb show': { mac: string; ifname: string }[]
  'iptables-save': string
  'ip6tables-save': string
  'ss -H -l -n -t -u': string
}

function readRaw<T>(recording: string, kind: string): Map<string, T> {
  const referee = join(recording, 'referee')
  const files = readdirSync(referee).filter((file) => file.startsWith(`${kind}-`))
  return new Map(
    files.map((file) => {
      const raw: T = JSON.parse(readFileSync(join(referee, file), 'utf8'))
      return [file.slice(kind.length + 1, -'.json'.length), raw]
    }),
  )
}

describe.each(folders)('%s', (recording) => {
  const containers = readRaw<RawContainer>(recording, 'container')
  const networks = readRaw<RawNetwork>(recording, 'network')
  const namespaces = readRaw<RawNamespace>(recording, 'namespace')
  let view: HostView

  const rawNamespaceOf = (namespaceId: string | null): RawNamespace => {
    const inode = view.namespaces.find(({ id }) => id === namespaceId)?.inode
    const raw = namespaces.get(String(inode))
    if (!raw) throw new Error(`no raw output of ${namespaceId}`)
    return raw
  }

  beforeAll(async () => {
    const source = await openRecordedSource(recording)
    view = resolveHost(await readAll(source), source)
  })

  it('is a view of the model without any gap but that a worker does not know its swarm', () => {
    expect(Topology.parse(view)).toEqual(view)
    const isWorker = view.hosts[0]?.swarm.state === 'active' && !existsSync(join(recording, 'referee/nodes.json'))
    expect(view.gaps.map(({ code }) => code)).toEqual(isWorker ? ['elsewhere'] : [])
    expect(namespaces.size).toBeGreaterThan(5)
  })

  it('has exactly the containers and networks of docker inspect', () => {
    expect(view.containers.map(({ id, name, state }) => `${id} ${name} ${state}`).sort()).toEqual(
      [...containers.values()].map(({ Id, Name, State }) => `${Id} ${Name.slice(1)} ${State.Status}`).sort(),
    )
    expect(view.networks.map(({ id, name, driver }) => `${id} ${name} ${driver}`).sort()).toEqual(
      [...networks.values()].map(({ Id, Name, Driver }) => `${Id} ${Name} ${Driver}`).sort(),
    )
  })

  it('has exactly the attachments that containers and networks tell of', () => {
    const told = new Set<string>()
    for (const { Id, NetworkSettings } of containers.values())
      for (const { NetworkID } of Object.values(NetworkSettings.Networks)) told.add(`${NetworkID} ${Id}`)
    for (const { Id, Containers } of networks.values())
      for (const [key, { Name }] of Object.entries(Containers ?? {}))
        told.add(`${Id} ${containers.has(key.slice(0, 12)) ? key : Name}`)
    expect(
      view.endpoints.map(({ networkId, containerId, ownerName }) => `${networkId} ${containerId ?? ownerName}`).sort(),
    ).toEqual([...told].sort())
  })

  it('finds the interface of every endpoint in the namespace of its container, by the address that ip shows', () => {
    for (const endpoint of view.endpoints) {
      const raw = endpoint.containerId === null ? undefined : containers.get(endpoint.containerId.slice(0, 12))
      if (!raw?.State.Running) continue
      const told = Object.values(raw.NetworkSettings.Networks).find(({ NetworkID }) => NetworkID === endpoint.networkId)
      const member = networks.get(endpoint.networkId.slice(0, 12))?.Containers?.[raw.Id]
      const address = told?.IPAddress || member?.IPv4Address.split('/')[0]
      if (!address) {
        expect(endpoint.interfaceId).toBeNull()
        continue
      }
      expect(endpoint.ipv4?.split('/')[0]).toBe(address)
      const found = view.interfaces.find(({ id }) => id === endpoint.interfaceId)
      const owner = view.containers.find(({ id }) => id === endpoint.containerId)
      expect(found?.namespaceId, endpoint.ownerName).toBe(owner?.namespaceId)
      const shown = rawNamespaceOf(owner?.namespaceId ?? null)['ip -j address show'].find(({ addr_info }) =>
        (addr_info ?? []).some(({ local }) => local === address),
      )
      expect(found?.index).toBe(shown?.ifindex)
      expect(found?.endpointId).toBe(endpoint.id)
    }
  })

  it('pairs veth ends so that each names the other, and puts the host end on the bridge of the network', () => {
    let pairs = 0
    for (const { namespaceId, index, peerId, type } of view.interfaces) {
      if (type.kind !== 'veth' || peerId === null) continue
      pairs++
      const peer = view.interfaces.find(({ id }) => id === peerId)
      expect(peer?.peerId).toBe(`${namespaceId}#${index}`)
      const raw = rawNamespaceOf(namespaceId)['ip -j -d link show'].find(({ ifindex }) => ifindex === index)
      const rawPeer = rawNamespaceOf(peer?.namespaceId ?? null)['ip -j -d link show'].find(
        ({ ifindex }) => ifindex === peer?.index,
      )
      expect(raw?.link_index).toBe(peer?.index)
      expect(rawPeer?.link_index).toBe(index)
    }
    expect(pairs).toBeGreaterThan(6)
    for (const endpoint of view.endpoints) {
      const network = networks.get(endpoint.networkId.slice(0, 12))
      if (!endpoint.interfaceId || network?.Driver === 'macvlan' || network?.Driver === 'ipvlan') continue
      const host = view.interfaces.find(({ id }) => id === endpoint.hostInterfaceId)
      const bridge = view.interfaces.find(({ id }) => id === host?.masterId)
      expect(bridge?.type.kind, `${endpoint.ownerName} on ${network?.Name}`).toBe('bridge')
      expect(bridge?.id).toBe(view.networks.find(({ id }) => id === endpoint.networkId)?.onHosts[0]?.interfaceId)
      const raw = rawNamespaceOf(host?.namespaceId ?? null)['ip -j -d link show'].find(
        ({ ifindex }) => ifindex === host?.index,
      )
      expect(raw?.master).toBe(bridge?.name)
    }
  })

  it('leaves no veth end alone whose other end is in a namespace that was read', () => {
    const alone = view.interfaces.filter(({ type, peerId }) => type.kind === 'veth' && peerId === null)
    // The NICs of a simulated host are veth ends too; their other ends are in the switch, out of sight.
    expect(alone.map(({ name }) => name).sort()).toEqual(['eth0', 'eth1'])
  })

  it('has the links, addresses, routes and FDB entries of every namespace, as ip and bridge show them', () => {
    for (const namespace of view.namespaces) {
      const raw = rawNamespaceOf(namespace.id)
      const own = view.interfaces.filter(({ namespaceId }) => namespaceId === namespace.id)
      expect(own.map(({ index, name }) => `${index} ${name}`).sort()).toEqual(
        raw['ip -j -d link show'].map(({ ifindex, ifname }) => `${ifindex} ${ifname}`).sort(),
      )
      expect(own.flatMap(({ index, addresses }) => addresses.map(({ prefix }) => `${index} ${prefix}`)).sort()).toEqual(
        raw['ip -j address show']
          .flatMap(({ ifindex, addr_info }) =>
            (addr_info ?? []).map(({ local, prefixlen }) => `${ifindex} ${local}/${prefixlen}`),
          )
          .sort(),
      )
      const line = (destination: string, device?: string | null, gateway?: string | null, table?: string) =>
        [destination, device ?? '', gateway ?? '', table ?? 'main'].join(' ')
      expect(
        namespace.routes.map((route) => line(route.destination, route.device, route.gateway, route.table)).sort(),
      ).toEqual(
        [...raw['ip -j -4 route show table all'], ...raw['ip -j -6 route show table all']]
          .filter(({ dst }) => dst !== undefined)
          .map(({ dst, dev, gateway, table }) => line(dst, dev, gateway, table))
          .sort(),
      )
      expect([...new Set(namespace.fdb.map(({ mac, device }) => `${mac} ${device}`))].sort()).toEqual(
        [...new Set(raw['bridge -j fdb show'].map(({ mac, ifname }) => `${mac} ${ifname.split('@')[0]}`))].sort(),
      )
      expect(namespace.sockets.map(({ protocol, address, port }) => `${protocol} ${address} ${port}`).sort()).toEqual(
        raw['ss -H -l -n -t -u']
          .split('\n')
          .filter(Boolean)
          .map((text) => {
            const [protocol, , , , local = ''] = text.split(/\s+/)
            const at = local.lastIndexOf(':')
            return `${protocol} ${local.slice(0, at).replace(/[[\]]/g, '').replace(/%.*/, '')} ${local.slice(at + 1)}`
          })
          .sort(),
      )
    }
  })

  it('has every chain and rule that iptables-save prints, once', () => {
    for (const namespace of view.namespaces) {
      const raw = rawNamespaceOf(namespace.id)
      const lines = ['iptables-save', 'ip6tables-save'].flatMap((tool) => {
        const text = tool === 'iptables-save' ? raw['iptables-save'] : raw['ip6tables-save']
        let table = ''
        return text.split('\n').flatMap((row) => {
          if (row.startsWith('*')) table = row.slice(1)
          return /^[:-]/.test(row) ? [`${tool} ${table} ${row.replace(/ \[.*\]$/, '')}`] : []
        })
      })
      const tables = view.firewalls.find(({ id }) => id === namespace.id)?.tables ?? []
      const shown = tables
        .filter(({ backend }) => backend === 'iptables-nft')
        .flatMap(({ family, name, chains }) => {
          const tool = family === 'ip' ? 'iptables-save' : 'ip6tables-save'
          return chains.flatMap((chain) => [
            `${tool} ${name} :${chain.name} ${chain.policy?.toUpperCase() ?? '-'}`,
            ...chain.rules.map(({ text }) => `${tool} ${name} -A ${chain.name} ${text}`),
          ])
        })
      expect(shown.sort()).toEqual(lines.sort())
      expect(tables.filter(({ backend }) => backend !== 'iptables-nft')).toEqual([])
    }
  })

  it('puts every container into its namespace, shared ones and those of the host included', () => {
    for (const raw of containers.values()) {
      const container = view.containers.find(({ id }) => id === raw.Id)
      const namespace = view.namespaces.find(({ id }) => id === container?.namespaceId)
      const target = /^container:(.+)/.exec(raw.HostConfig.NetworkMode)?.[1]
      if (!raw.State.Running) expect(namespace).toBeUndefined()
      else if (raw.HostConfig.NetworkMode === 'host') expect(namespace?.kind).toBe('host')
      else if (target !== undefined) {
        expect(container?.sharesNamespaceOf).toBe(target)
        expect(namespace?.owners).toEqual([target, raw.Id])
      } else {
        expect(namespace?.file?.split('/').at(-1)).toBe(raw.NetworkSettings.SandboxKey.split('/').at(-1))
        expect(namespace?.owners[0]).toBe(raw.Id)
      }
      const bindings = Object.values(raw.NetworkSettings.Ports).flatMap((list) => list ?? [])
      expect(container?.ports.map(({ hostAddress, hostPort }) => `${hostAddress} ${hostPort}`).sort()).toEqual(
        bindings.map(({ HostIp, HostPort }) => `${HostIp} ${HostPort}`).sort(),
      )
    }
  })

  it('recognises the deployment model of each network from its facts', () => {
    for (const network of view.networks) {
      const raw = networks.get(network.id.slice(0, 12))
      const host = rawNamespaceOf(view.hosts[0]?.namespaceId ?? null)['ip -j -d link show']
      const bridge = raw?.Options?.['com.docker.network.bridge.name'] ?? `br-${network.id.slice(0, 12)}`
      const nic = host.some(({ master, ifname }) => master === bridge && ifname.startsWith('eth'))
      const expected =
        raw?.Driver === 'overlay'
          ? raw.Internal
            ? 'overlay-internal'
            : 'overlay-gwbridge'
          : raw?.Driver === 'null'
            ? 'none'
            : raw?.Driver !== 'bridge'
              ? raw?.Driver || 'unknown'
              : raw.Name === 'docker_gwbridge'
                ? 'docker-gwbridge'
                : nic
                  ? 'bridge-underlay'
                  : raw.Internal
                    ? 'bridge-internal'
                    : 'bridge-nat'
      expect(network.model, network.name).toBe(expected)
      expect(network.subnets.map(({ subnet }) => subnet)).toEqual((raw?.IPAM.Config ?? []).map(({ Subnet }) => Subnet))
    }
  })

  it('gives the same view again, and its lists differ from it in nothing', async () => {
    const source = await openRecordedSource(recording)
    const answers = await readAll(source)
    expect(JSON.stringify(resolveHost(answers, source))).toBe(JSON.stringify(view))
    const none = { added: [], gone: [], changed: [] }
    expect(await readLists(source, answers)).toEqual({ networks: none, containers: none, touchedNetworks: [] })
    const first = await readLists(source, emptyAnswers())
    expect(first.containers.added.length).toBe(containers.size)
  })
})
