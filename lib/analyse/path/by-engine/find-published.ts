import type { Container, PublishedPort } from '../../../model/container.ts'
import type { Host } from '../../../model/host.ts'
import type { HostId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { addressesOfHost } from '../ends/addresses-of.ts'
import { type Ip, ipOf } from '../ip.ts'
import { isLoopback4 } from '../routing/lookup-route.ts'
import type { Evidence } from '../trace.ts'

export type Published = { container: Container; port: PublishedPort; evidence: Evidence }

/** How the engine writes that a port is open on every address. */
const everywhere = { inet: ['0.0.0.0', ''], inet6: ['::', ''] } as const

/** The published port behind an address of a host, as the engine tells of it; null where there is none. A loopback address is the asker's host's. */
export function findPublished(
  topology: Topology,
  asking: HostId,
  destination: Ip,
  protocol: string,
  hostPort: number,
): Published | null {
  const { host } = indexOf(topology)
  for (const container of topology.containers) {
    if (container.state !== 'running' || (isLoopback4(destination) && container.hostId !== asking)) continue
    const owner = host.get(container.hostId)
    for (const port of container.ports) {
      if (port.protocol !== protocol || port.hostPort !== hostPort || port.hostAddress === null) continue
      const isHere = everywhere[destination.family].some((all) => all === port.hostAddress)
        ? owner !== undefined && isOfHost(topology, owner, destination)
        : ipOf(port.hostAddress) === destination
      if (isHere) return { container, port, evidence: evidenceOf(container, port) }
    }
  }
  return null
}

/** Its own, which are read of its kernel or told by its swarm; its bridges', as the engine tells of them; loopback. */
const isOfHost = (topology: Topology, host: Host, ip: Ip): boolean =>
  isLoopback4(ip) ||
  addressesOfHost(topology, host).includes(ip) ||
  topology.networks.some(
    ({ driver, onHosts, subnets }) =>
      driver === 'bridge' &&
      onHosts.some(({ hostId }) => hostId === host.id) &&
      subnets.some(({ gateway }) => gateway !== null && ipOf(gateway) === ip),
  )

const evidenceOf = (
  { name }: Container,
  { protocol, containerPort, hostAddress, hostPort }: PublishedPort,
): Evidence => ({
  kind: 'published-port',
  text: `${containerPort}/${protocol} -> ${hostAddress}:${hostPort}`,
  namespaceId: null,
  see: `docker port ${name}`,
})
