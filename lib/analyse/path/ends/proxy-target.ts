import type { Container, PublishedPort } from '../../../model/container.ts'
import type { Host } from '../../../model/host.ts'
import type { ContainerId } from '../../../model/id.ts'
import type { ListeningSocket } from '../../../model/namespace.ts'
import type { Topology } from '../../../model/topology.ts'
import { groupBy } from '../../group-by.ts'
import { keptFor } from '../../kept-for.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Evidence } from '../trace.ts'
import { gatewayEndpoint } from './gateway-endpoint.ts'

/** Where a socket of the host's hands its connections on to. */
export type ProxyTarget =
  /** It answers by itself. */
  | { kind: 'none' }
  | { kind: 'target'; address: Ip; port: number; containerId: ContainerId; says: string; evidence: Evidence }
  /** The engine only keeps the port from others: the kernel takes connections, and nobody answers. */
  | { kind: 'held'; says: string; evidence: Evidence; toChange: string }
  | { kind: 'unknown'; says: string }

/** Where docker-proxy leads from one of its sockets on a host; a socket of the engine's own on a published port leads nowhere. */
export function proxyTarget(topology: Topology, host: Host, socket: ListeningSocket): ProxyTarget {
  const { process, protocol, port } = socket
  const isProxy = process?.name === 'docker-proxy'
  if (process !== null && !isProxy && process.name !== 'dockerd') return { kind: 'none' }
  const [published] = publishedAt(topology, host, socket)
  if (process?.name === 'dockerd') {
    if (published) return heldFor(host, socket, `${published.container.name}'s port ${published.port.containerPort}`)
    const service = meshService(topology, socket)
    return service === null ? { kind: 'none' } : heldFor(host, socket, `service ${service}`)
  }
  if (!published)
    return isProxy
      ? {
          kind: 'unknown',
          says: `docker-proxy holds ${protocol} port ${port}, but no container that is read publishes it.`,
        }
      : { kind: 'none' }
  if (!isProxy) return { kind: 'unknown', says: `who holds ${protocol} port ${port} was not read.` }
  return targetOf(topology, host, socket, published)
}

type Published = { container: Container; port: PublishedPort }

const byHostPort = keptFor((containers: Topology['containers']) =>
  groupBy(
    containers.flatMap((container) =>
      container.state === 'exited' ? [] : container.ports.map((port) => ({ container, port })),
    ),
    ({ container, port }) => `${container.hostId} ${port.hostPort}`,
  ),
)

/** Mappings of the host's containers that this very socket serves. */
function publishedAt(topology: Topology, host: Host, socket: ListeningSocket): Published[] {
  return (byHostPort(topology.containers).get(`${host.id} ${socket.port}`) ?? []).filter(({ port }) =>
    serves(socket, port),
  )
}

function serves({ protocol, port, address }: ListeningSocket, published: PublishedPort): boolean {
  if (published.protocol !== protocol || published.hostPort !== port || published.hostAddress === null) return false
  return address === published.hostAddress || (address === '*' && ['::', '0.0.0.0'].includes(published.hostAddress))
}

/** The proxy sends to the container's address of the same family, to its IPv4 one where it has no IPv6. */
function targetOf(
  topology: Topology,
  host: Host,
  socket: ListeningSocket,
  { container, port }: Published,
): ProxyTarget {
  const wants6 = socket.address.includes(':')
  const endpoint6 = wants6 ? gatewayEndpoint(topology, container, 'inet6') : null
  const prefix = endpoint6?.ipv6 ?? gatewayEndpoint(topology, container, 'inet')?.ipv4 ?? null
  const address = prefix === null ? null : ipOf(prefix)
  if (!address)
    return { kind: 'unknown', says: `the address of ${container.name} that docker-proxy sends to is not known.` }
  const target = address.family === 'inet6' ? `[${address.text}]` : address.text
  return {
    kind: 'target',
    address,
    port: port.containerPort,
    containerId: container.id,
    says: `docker-proxy takes it on ${host.name} and makes a connection of its own to ${target}:${port.containerPort}, ${container.name}.`,
    evidence: {
      kind: 'published-port',
      text: `${port.containerPort}/${port.protocol} -> ${socket.address.includes(':') ? `[${socket.address}]` : socket.address}:${socket.port}`,
      namespaceId: host.namespaceId,
      see: `docker port ${container.name}`,
    },
  }
}

/** The engine keeps `*:P` for each port of the routing mesh. */
function meshService(topology: Topology, { protocol, port }: ListeningSocket): string | null {
  const service = topology.services.find(({ ports }) =>
    ports.some((one) => one.mode === 'ingress' && one.publishedPort === port && one.protocol === protocol),
  )
  return service?.name ?? null
}

const heldFor = (host: Host, { protocol, port, address, process }: ListeningSocket, whose: string): ProxyTarget => ({
  kind: 'held',
  says: `dockerd on ${host.name} holds ${protocol} port ${port} for ${whose}, but answers nobody there.`,
  evidence: {
    kind: 'socket',
    text: `${protocol} ${address}:${port} users:(("dockerd",pid=${process?.pid ?? 0}))`,
    namespaceId: host.namespaceId,
    see: `ss -lnp sport = :${port}`,
  },
  toChange: `A rule would have to translate it before it comes to that socket, or the engine's userland-proxy would have to be on.`,
})
