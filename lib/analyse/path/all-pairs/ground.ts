import type { Container } from '../../../model/container.ts'
import type { Host } from '../../../model/host.ts'
import type { NamespaceId } from '../../../model/id.ts'
import type { Interface } from '../../../model/interface.ts'
import type { Namespace } from '../../../model/namespace.ts'
import type { Topology } from '../../../model/topology.ts'
import { hostSight } from '../../host-sight.ts'
import { indexOf } from '../../topology-index.ts'
import { addressesOfHost } from '../ends/addresses-of.ts'
import { type Ip, ipOf } from '../ip.ts'
import { mayAnswerForOthers } from '../link/may-answer-for-others.ts'
import { type World, worldOf } from '../walk/world.ts'

/** A bridge with the ends that are on it. */
export type Segment = { kind: 'segment'; bridge: Interface; ends: End[] }

/** A veth of an end, and what its other end is a port of. */
export type Attachment = { device: Interface; port: Interface | null; segment: Segment | null }

/** A namespace that packets begin and end in: a container's (or several containers'), or a host's own. */
export type End = {
  kind: 'container' | 'host'
  /** Its place in the list of ends. */
  place: number
  namespace: Namespace
  host: Host
  containers: Container[]
  interfaces: readonly Interface[]
  attachments: Attachment[]
  /** Of a host: the segment whose bridge has the address that it is asked for by. */
  home: Segment | null
  /** A container in its host's namespace. */
  isGuest: boolean
}

/** What keeps ends from being equals. */
export type Ties = {
  /** With the reason: what becomes of its packets depends on who else is asked for, so each of its pairs is traced. */
  tied: Map<End, string>
  /** A class of its own: something names it together with another. */
  alone: Set<End>
}

export function tie({ tied }: Ties, of: End | Segment, why: string): void {
  for (const end of of.kind === 'segment' ? of.ends : [of]) if (!tied.has(end)) tied.set(end, why)
}

/** What of a topology packets begin, end and meet in, but for the rules. */
export type Ground = {
  ends: End[]
  endOf: ReadonlyMap<NamespaceId, End>
  segments: Segment[]
  ties: Ties
  /** All namespaces that are no container's. */
  between: Namespace[]
}

export function groundOf(topology: Topology): Ground {
  const world = worldOf(topology)
  const index = indexOf(topology)
  const ends: End[] = []
  const ties: Ties = { tied: new Map(), alone: new Set() }
  const endOf = new Map<NamespaceId, End>()
  const add = (namespaceId: NamespaceId, kind: End['kind']): End | null => {
    const known = endOf.get(namespaceId)
    if (known) return known
    const namespace = index.namespace.get(namespaceId)
    const host = namespace && index.host.get(namespace.hostId)
    if (!namespace || !host) return null
    const interfaces = index.interfacesOfNamespace.get(namespaceId) ?? []
    const end: End = {
      ...{ kind, place: ends.length, namespace, host, containers: [], interfaces, attachments: [] },
      ...{ home: null, isGuest: false },
    }
    if (kind === 'host') ties.alone.add(end)
    ends.push(end)
    endOf.set(namespaceId, end)
    return end
  }
  const addGuest = (of: End, container: Container): void => {
    const guest: End = { ...of, kind: 'container', place: ends.length, containers: [container], isGuest: true }
    ends.push(guest)
    tie(ties, guest, 'it lives in the namespace of its host')
  }
  for (const { namespaceId } of topology.hosts) if (namespaceId !== null) add(namespaceId, 'host')
  for (const container of topology.containers) {
    const runs = container.state === 'running' || container.state === 'paused'
    if (!runs || container.namespaceId === null) continue
    const end = add(container.namespaceId, 'container')
    if (end?.kind === 'container') end.containers.push(container)
    else if (end) addGuest(end, container)
  }
  const segments = new Map<Interface, Segment>()
  for (const end of ends) if (end.kind === 'container' && !end.isGuest) attach(world, end, endOf, segments, ties)
  for (const end of ends)
    if (hostSight(topology, end.host.id).kernel !== null) tie(ties, end, 'only the engine tells of it')
  for (const segment of segments.values()) checkSegment(world, segment, endOf, ties)
  for (const end of ends) {
    const address = end.kind === 'host' ? firstAddress(topology, end.host) : null
    const holder = end.interfaces.find(({ addresses }) => addresses.some(({ prefix }) => ipOf(prefix) === address))
    end.home = (address && holder && segments.get(holder)) ?? null
  }
  return {
    ...{ ends, endOf, ties, segments: [...segments.values()] },
    between: topology.namespaces.filter(({ id }) => endOf.get(id)?.kind !== 'container'),
  }
}

/** The address that a host is asked for by. */
function firstAddress(topology: Topology, host: Host): Ip | null {
  const all = addressesOfHost(topology, host)
  return all.find(({ family }) => family === 'inet') ?? all[0] ?? null
}

function attach(
  world: World,
  end: End,
  endOf: ReadonlyMap<NamespaceId, End>,
  segments: Map<Interface, Segment>,
  ties: Ties,
): void {
  for (const device of end.interfaces) {
    if (device.type.kind === 'loopback') continue
    if (device.type.kind !== 'veth' || device.masterId !== null || world.childrenOf(device.id).length > 0) {
      tie(ties, end, `${device.name} is no plain veth`)
      continue
    }
    const port = device.peerId === null ? undefined : world.interface.get(device.peerId)
    if (!port || endOf.get(port.namespaceId)?.kind === 'container') {
      tie(ties, end, `the other end of ${device.name} is not on a host`)
      continue
    }
    const bridge = port.masterId === null ? undefined : world.interface.get(port.masterId)
    let segment: Segment | null = null
    if (bridge) {
      segment = segments.get(bridge) ?? { kind: 'segment', bridge, ends: [] }
      segments.set(bridge, segment)
      if (segment.ends.includes(end)) tie(ties, end, `it is on ${bridge.name} twice`)
      segment.ends.push(end)
    }
    end.attachments.push({ device, port, segment })
  }
}

/** A segment with anybody on it who may answer for others, or with a way out of the host, is nobody's equal. */
function checkSegment(world: World, segment: Segment, endOf: ReadonlyMap<NamespaceId, End>, ties: Ties): void {
  const { bridge } = segment
  const odd =
    bridge.type.kind !== 'bridge'
      ? `${bridge.name} is no bridge`
      : world
          .portsOf(bridge.id)
          .map((port) => oddityOf(world, port, endOf))
          .find((why) => why !== null)
  if (odd) tie(ties, segment, odd)
}

function oddityOf(world: World, port: Interface, endOf: ReadonlyMap<NamespaceId, End>): string | null {
  if (port.type.kind === 'vxlan') return null
  const peer = port.peerId === null ? undefined : world.interface.get(port.peerId)
  const space = peer && world.spaceOf(peer)
  if (!peer || !space) return `${port.name} leads out of what is read`
  const isPlain = endOf.get(space.id)?.kind === 'container' && space.blind === null && !mayAnswerForOthers(space, peer)
  return isPlain ? null : `${space.label} may answer for others`
}
