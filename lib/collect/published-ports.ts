import type { Container, PublishedPort } from '../model/container.ts'
import { canonicalAddress } from './canonical-address.ts'
import { compareText } from './compare-text.ts'
import type { EngineContainer } from './engine-container.ts'

/** The ports that the engine has mapped or opened, as it tells them of a running container. */
export function publishedPorts({ NetworkSettings }: EngineContainer): PublishedPort[] {
  const ports = Object.entries(NetworkSettings.Ports).flatMap(([key, bindings]) => {
    const target = parsePort(key)
    if (!target) return []
    return (bindings ?? []).map(({ HostIp, HostPort }) => {
      // Gateway mode routed opens the port without a mapping: an address, but no port on the host.
      const mapped = /^\d+$/.test(HostPort) && HostPort !== '0'
      return {
        protocol: target.protocol,
        containerPort: target.port,
        hostAddress: mapped ? canonicalAddress(HostIp || '0.0.0.0') : null,
        hostPort: mapped ? Number(HostPort) : null,
      }
    })
  })
  return ports.sort(
    (a, b) =>
      a.containerPort - b.containerPort ||
      compareText(a.protocol, b.protocol) ||
      compareText(a.hostAddress ?? '', b.hostAddress ?? '') ||
      (a.hostPort ?? 0) - (b.hostPort ?? 0),
  )
}

/** Ports that the image or the user names, and that are not open on the host. */
export function exposedPorts(
  { Config, NetworkSettings }: EngineContainer,
  published: PublishedPort[],
): Container['exposed'] {
  const open = new Set(published.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`))
  const keys = new Set([...Config.ExposedPorts, ...Object.keys(NetworkSettings.Ports)])
  return [...keys]
    .flatMap((key) => parsePort(key) ?? [])
    .filter(({ port, protocol }) => !open.has(`${port}/${protocol}`))
    .sort((a, b) => a.port - b.port || compareText(a.protocol, b.protocol))
}

function parsePort(key: string): { port: number; protocol: string } | null {
  const [, port, protocol] = /^(\d+)(?:\/(\w+))?$/.exec(key) ?? []
  return port === undefined ? null : { port: Number(port), protocol: protocol ?? 'tcp' }
}
