import type { Container } from '../../../model/container.ts'
import type { Host } from '../../../model/host.ts'
import type { Service } from '../../../model/service.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { End } from '../trace.ts'
import { addressesOfContainer, addressesOfHost } from './addresses-of.ts'
import type { EndPlace, FoundEnd } from './found-end.ts'
import { nearestEnds } from './nearest-ends.ts'
import { ownersOfAddress } from './owner-of-address.ts'
import { splitPort } from './split-port.ts'

/**
 * What a person means: a container by name, id or its first digits, `NAME@HOST` where several hosts have one; `container:`, `service:`, `host:` and `name:`
 * say which kind; an address; else a name for a resolver. `:PORT` may follow.
 */
export function findEnd(topology: Topology, text: string): FoundEnd {
  const { name: wanted, port } = splitPort(text.trim())
  if (Number.isNaN(port)) return refuse('bad-port', `${text.trim()} ends with no port: ports are 1 to 65535.`, [])
  const [, kind, rest] = /^(container|service|host|name):(.*)$/.exec(wanted) ?? []
  const name = rest ?? wanted
  if (name === '') return refuse('unknown', 'Nothing is named.', nearestEnds(topology, ''))
  switch (kind) {
    case 'container':
      return container(topology, name, port) ?? nothing(topology, 'container', name)
    case 'service':
      return service(topology, name, port) ?? nothing(topology, 'service', name)
    case 'host':
      return host(topology, name, port) ?? nothing(topology, 'host', name)
    case 'name':
      return resolvable(topology, name, port)
    default: {
      const ip = ipOf(name)
      if (ip && ip.text !== '' && !name.includes('/')) return address(topology, ip, port)
      return (
        container(topology, name, port) ??
        service(topology, name, port) ??
        host(topology, name, port) ??
        resolvable(topology, name, port)
      )
    }
  }
}

const refuse = (kind: 'ambiguous' | 'unknown' | 'bad-port', says: string, candidates: string[]): FoundEnd => ({
  kind,
  says,
  candidates,
})

const nothing = (topology: Topology, kind: string, name: string): FoundEnd =>
  refuse('unknown', `No ${kind} is called ${name}.`, nearestEnds(topology, name, kind))

const endOf = (kind: End['kind'], label: string, place?: EndPlace): End => ({
  kind,
  label,
  hostId: place?.hostId ?? null,
  containerId: place?.containerId ?? null,
  namespaceId: place?.namespaceId ?? null,
})

function container(topology: Topology, text: string, port: number | null): FoundEnd | null {
  const [, name = text, hostName] = /^(.+)@([^@]+)$/.exec(text) ?? []
  const { host: hosts } = indexOf(topology)
  const onHost = topology.containers.filter(
    ({ hostId }) => hostName === undefined || hosts.get(hostId)?.name === hostName || hostId === hostName,
  )
  const named = onHost.filter((one) => one.name === name)
  const found = named.length > 0 ? named : byId(onHost, name)
  const running = found.filter(isRunning)
  const meant = running.length > 0 ? running : found
  const [first, ...more] = meant
  if (!first) return null
  if (more.length > 0) {
    const labels = meant.map((one) => `${one.name}@${hosts.get(one.hostId)?.name ?? one.hostId}`)
    const candidates = new Set(labels).size === labels.length ? labels : meant.map(({ id }) => id.slice(0, 12))
    return refuse('ambiguous', `${text} names ${meant.length} containers.`, candidates)
  }
  const place = placeOf(topology, first)
  const end = endOf('container', first.name, place)
  if (isRunning(first)) return { kind: 'found', end, port, places: [place], serviceId: null }
  return { kind: 'stopped', end, port, says: `${first.name} does not run: it is ${first.state}.`, candidates: [] }
}

const byId = (containers: readonly Container[], digits: string): Container[] =>
  /^[0-9a-f]{4,64}$/.test(digits) ? containers.filter(({ id }) => id.startsWith(digits)) : []

const isRunning = ({ state }: Container): boolean => state === 'running' || state === 'paused'

const placeOf = (topology: Topology, one: Container): EndPlace => ({
  hostId: one.hostId,
  containerId: one.id,
  namespaceId: one.namespaceId,
  addresses: addressesOfContainer(topology, one),
})

function service(topology: Topology, name: string, port: number | null): FoundEnd | null {
  const found: Service | undefined = topology.services.find((one) => one.name === name || one.id === name)
  if (!found) return null
  const { container: containers } = indexOf(topology)
  const places = topology.tasks.flatMap(({ serviceId, state, containerId }) => {
    const task = serviceId === found.id && state === 'running' && containerId !== null && containers.get(containerId)
    return task ? [placeOf(topology, task)] : []
  })
  return { kind: 'found', end: endOf('service', found.name), port, places, serviceId: found.id }
}

function host(topology: Topology, name: string, port: number | null): FoundEnd | null {
  const found: Host[] = topology.hosts.filter((one) => one.name === name || one.id === name)
  const [first, ...more] = found
  if (!first) return null
  if (more.length > 0)
    return refuse(
      'ambiguous',
      `${found.length} hosts are called ${name}.`,
      found.map(({ id }) => `host:${id}`),
    )
  const { id, namespaceId } = first
  const place = { hostId: id, containerId: null, namespaceId, addresses: addressesOfHost(topology, first) }
  return { kind: 'found', end: endOf('host', first.name, place), port, places: [place], serviceId: null }
}

/** Who has an address is only of its end where it is one. */
function address(topology: Topology, ip: Ip, port: number | null): FoundEnd {
  const owners = ownersOfAddress(topology, ip)
  const places = owners
    .filter(({ kind }) => kind !== 'service')
    .map(({ hostId, containerId, namespaceId }) => ({ hostId, containerId, namespaceId, addresses: [ip] }))
  const [only, ...more] = places
  const end = endOf(owners.length > 0 ? 'address' : 'outside', ip.text, more.length === 0 ? only : undefined)
  const serviceId = owners.find((owner) => owner.serviceId !== null)?.serviceId ?? null
  return { kind: 'found', end, port, places, serviceId }
}

function resolvable(topology: Topology, name: string, port: number | null): FoundEnd {
  if (/^[\w.-]+$/.test(name) && name.length <= 253)
    return { kind: 'found', end: endOf('name', name), port, places: [], serviceId: null }
  return refuse('unknown', `${name} is no container, service, host, address or name.`, nearestEnds(topology, name))
}
