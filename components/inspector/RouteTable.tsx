import type { Route } from '../../lib/model/namespace.ts'
import { Rows } from '../ui/Rows.tsx'

type Props = { routes: Route[]; none: string }

/** Routes of all tables but `local`, as `ip route` orders them; the default one is marked. */
export function RouteTable({ routes, none }: Props) {
  const shown = routes.filter((route) => route.table !== 'local')
  const local = routes.filter((route) => route.table === 'local')
  return (
    <div className="flex flex-col gap-1">
      <RouteRows label="Routes" routes={shown} none={none} />
      {local.length === 0 ? null : (
        <details>
          <summary className="text-soft">{local.length} more in table local</summary>
          <RouteRows label="Routes of table local" routes={local} none="" />
        </details>
      )}
    </div>
  )
}

function RouteRows({ label, routes, none }: { label: string; routes: Route[]; none: string }) {
  const withMore = routes.some((route) => more(route) !== '')
  return (
    <Rows
      label={label}
      none={none}
      heads={['Destination', 'Via', 'Device', 'Source', ...(withMore ? ['More'] : [])]}
      rows={routes.map((route, index) => ({
        key: `${index} ${route.table} ${route.destination} ${route.device}`,
        marked: route.destination === 'default',
        cells: [
          route.destination,
          via(route),
          route.device ?? '',
          route.source ?? '',
          ...(withMore ? [more(route)] : []),
        ],
      }))}
    />
  )
}

function via(route: Route): string {
  if (route.nextHops.length > 0)
    return route.nextHops
      .map((hop) => [hop.gateway, hop.device, `weight ${hop.weight}`].filter(Boolean).join(' '))
      .join(', ')
  return route.gateway ?? (route.type === 'unicast' ? (route.scope ?? 'link') : route.type)
}

function more(route: Route): string {
  return [
    route.table === 'main' ? null : `table ${route.table}`,
    route.metric ? `metric ${route.metric}` : null,
    route.mtu ? `mtu ${route.mtu}` : null,
    route.type === 'unicast' ? null : route.type,
    usual.has(route.protocol) ? null : route.protocol,
    ...route.flags,
  ]
    .filter((part) => part !== null && part !== '')
    .join(' ')
}

/** Protocols that a route has without anyone's doing. */
const usual = new Set(['kernel', 'boot'])
