import type { AddressType } from '../firewall/compiled-firewall.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { CompiledRouting } from './compile-routing.ts'
import { isEveryHost, isMulticast } from './lookup-route.ts'
import { eachCovering } from './route-table.ts'

const zero = ipOf('0.0.0.0')

/** What kind of address it is here, as rules ask it (`inet_addr_type`: the table `local` alone). */
export function addressType(routing: CompiledRouting, ip: Ip): AddressType {
  if (isMulticast(ip)) return 'MULTICAST'
  if (isEveryHost(ip) || ip === zero) return 'BROADCAST'
  if (routing[ip.family].gap !== null) return 'UNKNOWN'
  let type: AddressType = 'UNICAST'
  const table = routing[ip.family].tables.get('local')
  if (table)
    eachCovering(table, ip, ({ route }) => {
      if (route.type === 'local' || route.type === 'anycast') type = 'LOCAL'
      else if (route.type === 'broadcast') type = 'BROADCAST'
      else if (route.type === 'unreachable') type = 'UNREACHABLE'
      return true
    })
  return type
}
