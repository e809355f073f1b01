import type { AddressType } from '../firewall/compiled-firewall.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { CompiledRouting } from './compile-routing.ts'
import { findRoute } from './find-route.ts'
import { isEveryHost, isMulticast } from './lookup-route.ts'
import { eachCovering } from './route-table.ts'

const zero = ipOf('0.0.0.0')

const typesOfRoutes: Readonly<Record<string, AddressType>> = {
  local: 'LOCAL',
  anycast: 'ANYCAST',
  broadcast: 'BROADCAST',
  blackhole: 'BLACKHOLE',
  unreachable: 'UNREACHABLE',
  prohibit: 'PROHIBIT',
}

/** What kind of address it is here, as rules ask it: IPv4 asks the table `local` alone (`inet_addr_type`), IPv6 all rules and tables (`nf_ip6_route`). */
export function addressType(routing: CompiledRouting, ip: Ip): AddressType {
  if (isMulticast(ip)) return 'MULTICAST'
  if (isEveryHost(ip) || ip === zero) return 'BROADCAST'
  if (routing[ip.family].gap !== null) return 'UNKNOWN'
  return ip.family === 'inet' ? typeInLocal(routing, ip) : typeByRoute(routing, ip)
}

/** A route that refuses is an error to the lookup, and leaves the address what any other is. */
function typeInLocal(routing: CompiledRouting, ip: Ip): AddressType {
  let type: AddressType = 'UNICAST'
  const table = routing.inet.tables.get('local')
  if (table)
    eachCovering(table, ip, ({ route }) => {
      if (['local', 'anycast', 'broadcast'].includes(route.type)) type = typesOfRoutes[route.type] ?? type
      return true
    })
  return type
}

function typeByRoute(routing: CompiledRouting, ip: Ip): AddressType {
  const found = findRoute(routing, {
    ...{ destination: ip, source: null, protocol: null, sourcePort: 0, destinationPort: 0, mark: 0 },
    ...{ inInterface: 'lo', outInterface: null, vrfTable: null },
  })
  switch (found.kind) {
    case 'route':
      return typesOfRoutes[found.route.route.type] ?? 'UNICAST'
    case 'refused-by-rule':
      return typesOfRoutes[found.how] ?? 'UNREACHABLE'
    case 'none':
      return 'UNREACHABLE'
    case 'unknown':
      return 'UNKNOWN'
    default: {
      const never: never = found
      return never
    }
  }
}
