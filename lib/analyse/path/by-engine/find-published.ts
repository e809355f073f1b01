import type { Container, PublishedPort } from '../../../model/container.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { addressesOfHost } from '../ends/addresses-of.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Evidence } from '../trace.ts'

export type Published = { container: Container; port: PublishedPort; evidence: Evidence }

const everywhere = new Set(['0.0.0.0', '::', ''])

/** The published port behind an address of a host, as the engine tells of it; null where there is none. */
export function findPublished(
  topology: Topology,
  destination: Ip,
  protocol: string,
  hostPort: number,
): Published | null {
  const { host } = indexOf(topology)
  for (const container of topology.containers) {
    if (container.state !== 'running') continue
    const owner = host.get(container.hostId)
    for (const port of container.ports) {
      if (port.protocol !== protocol || port.hostPort !== hostPort || port.hostAddress === null) continue
      const isHere = everywhere.has(port.hostAddress)
        ? owner !== undefined && addressesOfHost(topology, owner).includes(destination)
        : ipOf(port.hostAddress) === destination
      if (isHere) return { container, port, evidence: evidenceOf(container, port) }
    }
  }
  return null
}

const evidenceOf = (
  { name }: Container,
  { protocol, containerPort, hostAddress, hostPort }: PublishedPort,
): Evidence => ({
  kind: 'published-port',
  text: `${containerPort}/${protocol} -> ${hostAddress}:${hostPort}`,
  namespaceId: null,
  see: `docker port ${name}`,
})
