import type { Container, PublishedPort } from '../../lib/model/container.ts'
import type { Namespace, Route } from '../../lib/model/namespace.ts'
import { Facts } from '../ui/Facts.tsx'
import { Rows } from '../ui/Rows.tsx'

/** Where packets to anywhere else go, in one line a family. */
export function DefaultRoutes({ namespace, none }: { namespace: Namespace | null; none: string }) {
  if (namespace === null) return <p className="text-soft">{none}</p>
  const routes = namespace.routes.filter((route) => route.destination === 'default' && route.table !== 'local')
  if (routes.length === 0) return <p>No default route: it reaches only its own networks.</p>
  return (
    <Facts
      facts={routes.map((route) => [
        `${route.family === 'inet' ? 'IPv4' : 'IPv6'}${route.metric ? `, metric ${route.metric}` : ''}`,
        wayOf(route),
      ])}
    />
  )
}

function wayOf(route: Route): string {
  const hops = route.nextHops.length > 0 ? route.nextHops : [route]
  return hops.map(({ gateway, device }) => `via ${gateway ?? 'the link'} on ${device ?? 'no device'}`).join(', ')
}

export function PublishedPorts({ container }: { container: Container }) {
  const exposed = container.exposed.map(({ port, protocol }) => `${port}/${protocol}`).join(', ')
  return (
    <>
      <Rows
        label="Published ports"
        none="No port is published."
        heads={['On the host', 'In the container']}
        rows={container.ports.map((port, index) => ({
          key: `${index} ${port.hostAddress} ${port.hostPort}`,
          cells: [onHost(port), `${port.containerPort}/${port.protocol}`],
        }))}
      />
      {exposed === '' ? null : <p className="text-soft">Exposed, not published: {exposed}</p>}
    </>
  )
}

function onHost({ hostAddress, hostPort }: PublishedPort): string {
  if (hostPort === null) return 'open without a mapping'
  if (hostAddress === null || hostAddress === '') return `every address, port ${hostPort}`
  return hostAddress.includes(':') ? `[${hostAddress}]:${hostPort}` : `${hostAddress}:${hostPort}`
}
