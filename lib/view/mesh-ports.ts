import type { Host } from '../model/host.ts'
import type { ServicePort } from '../model/service.ts'
import type { Lookup } from './lookup.ts'

/** Open on every node of the swarm, by the routing mesh. */
export const isMesh = ({ mode, publishedPort }: ServicePort): boolean => mode === 'ingress' && publishedPort !== null

const suffix = (protocol: string): string => (protocol === 'tcp' ? '' : `/${protocol}`)

/** `mesh :8080 → 80`, as a card says it. */
export const meshText = ({ publishedPort, targetPort, protocol }: ServicePort): string =>
  `mesh :${publishedPort} → ${targetPort}${suffix(protocol)}`

/** Ports that the mesh opens on this host, in order. */
export function meshPortsAt(host: Host, lookup: Lookup): string[] {
  if (host.swarm.state !== 'active') return []
  const ports = lookup.services.flatMap(({ ports }) => ports.filter(isMesh))
  const sorted = ports.sort(
    (a, b) => (a.publishedPort ?? 0) - (b.publishedPort ?? 0) || (a.protocol < b.protocol ? -1 : 1),
  )
  return [...new Set(sorted.map(({ publishedPort, protocol }) => `${publishedPort}${suffix(protocol)}`))]
}
