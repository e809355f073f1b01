import { zoneWiring } from '../../e2e/lab/zone.ts'
import { groupBy } from '../../lib/analyse/group-by.ts'
import { blockOf, contains, type IpBlock, ipOf, textOf } from '../../lib/analyse/path/ip.ts'
import type { Interface } from '../../lib/model/interface.ts'
import type { Namespace } from '../../lib/model/namespace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { ports } from './listeners.ts'
import type { Place } from './place.ts'
import type { Aim, Question } from './question.ts'

type Wish = Omit<Question, 'from'>

/** Ports on which the scenarios run a web server. */
const httpPorts = new Set([80, 3000, 9090, 9100])
const large = 1_400

/**
 * Every ordered pair of a place and something to reach, by every protocol and port. What goes by the lab's own router is left out: no agent reads it,
 * and nobody could foretell it.
 */
export function listQuestions(topology: Topology, places: readonly Place[]): Question[] {
  const reach = readReach(topology)
  const wishes = unique([
    ...addressWishes(topology),
    ...publishedWishes(topology),
    ...virtualWishes(topology),
    ...meshWishes(topology),
  ])
  return places.flatMap((from) => {
    const own = wishes.filter(({ to, aim }) => isWorth(from, to, aim) && isRead(reach, from, to))
    return [...own, ...nameWishes(topology, from)].map((wish) => ({ ...wish, from }))
  })
}

/** 127.0.0.1 is asked for where it is the host's. */
const isWorth = (from: Place, to: string, aim: Aim): boolean =>
  !(aim === 'published' && to.startsWith('127.')) || from.kind === 'host'

/** The subnets that somebody is on: containers by their id, hosts by their name. */
type Reach = ReadonlyMap<string, { blocks: readonly IpBlock[]; isPastHost: boolean }>

function readReach({ interfaces, hosts, namespaces }: Topology): Reach {
  const nameOf = new Map(hosts.map(({ id, name }) => [id, name]))
  const blocks = groupBy(interfaces, ({ namespaceId }) => namespaceId)
  return new Map(
    namespaces.flatMap(({ id, kind, hostId, owners, routes }) => {
      const devices = (blocks.get(id) ?? []).filter(({ type }) => type.kind !== 'loopback')
      const own = devices.flatMap((device) => [device, ...besides(interfaces, device)]).flatMap(blocksOf)
      const host = kind === 'host' ? [nameOf.get(hostId) ?? ''] : []
      // What a macvlan sends elsewhere goes past its host.
      const ways = routes.filter(({ destination }) => destination === 'default').map(({ device }) => device)
      const isPastHost = devices.some(({ type, name }) => type.kind === 'macvlan' && ways.includes(name))
      return [...owners, ...host].map((who) => [who, { blocks: own, isPastHost }] as const)
    }),
  )
}

/** Without a router in between: ipvlans on one interface reach each other whatever their subnets. */
function besides(interfaces: readonly Interface[], { type, parentId, id }: Interface): readonly Interface[] {
  if (type.kind !== 'ipvlan' || parentId === null) return []
  return interfaces.filter((other) => other.parentId === parentId && other.id !== id)
}

const blocksOf = ({ addresses }: Interface): IpBlock[] =>
  addresses.flatMap(({ prefix, scope }) => (scope === 'global' ? (blockOf(prefix) ?? []) : []))

const isOnWire = (address: string): boolean =>
  Object.values(zoneWiring).some(({ start4, start6 }) => address.startsWith(start4) || address.startsWith(start6))

/** On a subnet of the asker's own, or of its host's, for those who do not send what is elsewhere to the router. */
function isRead(reach: Reach, from: Place, to: string): boolean {
  const ip = ipOf(to)
  if (!ip || to.startsWith('127.')) return true
  const asker = from.containerId === null ? undefined : reach.get(from.containerId)
  const own = asker?.blocks ?? []
  const sitsOnWire =
    from.kind === 'outside' ||
    (own.length > 0 &&
      own.every(({ base, family }) => isOnWire(textOf({ base, family, length: family === 'inet' ? 32 : 128 }))))
  if (asker?.isPastHost && !sitsOnWire) return own.some((block) => contains(block, ip))
  // An IPv6 address of a container is translated by nobody, and the answer goes by the router.
  if (isOnWire(to) && (sitsOnWire || from.kind === 'host' || !to.includes(':'))) return true
  if (sitsOnWire) return false
  return [...own, ...(reach.get(from.host ?? '')?.blocks ?? [])].some((block) => contains(block, ip))
}

function addressWishes(topology: Topology): Wish[] {
  const namespaceOf = new Map(topology.namespaces.map((namespace) => [namespace.id, namespace]))
  return topology.interfaces.flatMap((device) => {
    const namespace = namespaceOf.get(device.namespaceId)
    const aim = namespace && aimOf(namespace, device)
    return aim ? addressesOf(device).flatMap((address) => wishesFor(address, aim)) : []
  })
}

function aimOf({ kind }: Namespace, { type }: Interface): Aim | null {
  if (type.kind === 'loopback') return null
  if (kind === 'container') return 'container'
  if (kind === 'host') return type.kind === 'bridge' ? 'gateway' : 'host'
  return null
}

const addressesOf = ({ addresses }: Interface): string[] =>
  addresses.filter(({ scope }) => scope === 'global').map(({ prefix }) => prefix.replace(/\/.*$/, ''))

function wishesFor(to: string, aim: Aim): Wish[] {
  const wish = (protocol: Wish['protocol'], port: number | null, size: number | null = null): Wish => {
    return { aim, to, protocol, port, size, speaks: 'banner' }
  }
  return [
    wish('icmp', null),
    wish('icmp', null, large),
    wish('tcp', ports.open),
    wish('tcp', ports.closed),
    wish('tcp', ports.loopback),
    wish('tcp', ports.first),
    wish('udp', ports.open),
    wish('udp', ports.closed),
    wish('udp', ports.first),
  ]
}

/** Each published port at every address of its host, bound there or not. */
function publishedWishes(topology: Topology): Wish[] {
  const addressesOfHost = (hostId: string): string[] => {
    const own = topology.namespaces.find((namespace) => namespace.hostId === hostId && namespace.kind === 'host')
    const devices = topology.interfaces.filter(({ namespaceId }) => namespaceId === own?.id)
    return ['127.0.0.1', ...devices.flatMap(addressesOf)]
  }
  return topology.containers.flatMap(({ hostId, ports: published }) =>
    published.flatMap(({ protocol, containerPort, hostPort }) => {
      if (hostPort === null || (protocol !== 'tcp' && protocol !== 'udp')) return []
      const speaks = httpPorts.has(containerPort) && protocol === 'tcp' ? 'http' : 'banner'
      return addressesOfHost(hostId).map(
        (to): Wish => ({ aim: 'published', to, protocol, port: hostPort, size: null, speaks }),
      )
    }),
  )
}

/** Virtual addresses of services, and the ports that swarm publishes at every node. */
function virtualWishes(topology: Topology): Wish[] {
  return topology.services.flatMap(({ virtualIps, ports: published }) =>
    virtualIps.flatMap(({ address }) => {
      const to = address.replace(/\/.*$/, '')
      const targets = published.map(({ targetPort }) => targetPort)
      const tcp = [ports.open, ...targets].map(
        (port): Wish => ({
          aim: 'vip',
          to,
          protocol: 'tcp',
          port,
          size: null,
          speaks: httpPorts.has(port) ? 'http' : 'banner',
        }),
      )
      return [{ aim: 'vip', to, protocol: 'icmp', port: null, size: null, speaks: 'banner' } as const, ...tcp]
    }),
  )
}

/** What a swarm publishes at every node, whether a task runs there or not. */
function meshWishes({ services, hosts, namespaces, interfaces }: Topology): Wish[] {
  const nodes = hosts.filter(({ swarm }) => swarm.nodeId !== null).map(({ id }) => id)
  const own = namespaces.filter(({ kind, hostId }) => kind === 'host' && nodes.includes(hostId)).map(({ id }) => id)
  const addresses = interfaces.filter(({ namespaceId }) => own.includes(namespaceId)).flatMap(addressesOf)
  return services.flatMap(({ ports: published }) =>
    published.flatMap(({ mode, protocol, publishedPort, targetPort }) => {
      if (mode !== 'ingress' || publishedPort === null || protocol !== 'tcp') return []
      const speaks = httpPorts.has(targetPort) ? 'http' : 'banner'
      return addresses.map((to): Wish => ({ aim: 'published', to, protocol, port: publishedPort, size: null, speaks }))
    }),
  )
}

/** Names that the place may know, of its own networks and of others. */
function nameWishes(topology: Topology, from: Place): Wish[] {
  if (from.kind !== 'container') return []
  const host = topology.containers.find(({ id }) => id === from.containerId)?.hostId
  const names = new Set(
    topology.endpoints
      .filter(({ hostId }) => hostId === host)
      .flatMap(({ names, aliases }) => [...names, ...aliases])
      .filter((name) => !/^[0-9a-f]{12}$/.test(name)),
  )
  for (const { name, virtualIps } of topology.services) {
    names.add(`tasks.${name}`)
    if (virtualIps.length > 0) names.add(name)
  }
  return [...names].flatMap((name): Wish[] => {
    const to = `name:${name}`
    return [
      { aim: 'name', to, protocol: 'icmp', port: null, size: null, speaks: 'banner' },
      { aim: 'name', to, protocol: 'tcp', port: ports.open, size: null, speaks: 'banner' },
    ]
  })
}

function unique(wishes: readonly Wish[]): Wish[] {
  const known = new Map<string, Wish>()
  for (const wish of wishes) {
    const key = [wish.to, wish.protocol, wish.port, wish.size].join(' ')
    if (!known.has(key)) known.set(key, wish)
  }
  return [...known.values()]
}
