import type { Interface } from '../../../model/interface.ts'
import type { Space } from '../walk/world.ts'

/** Whether a namespace may answer on an interface for addresses that none of its interfaces has: proxy ARP, entries of `ip neighbour add proxy`, routes of type local. */
export function mayAnswerForOthers({ namespace, routing }: Space, { name }: Interface): boolean {
  const { sysctls, neighbours } = namespace
  return (
    sysctls['net.ipv4.conf.all.proxy_arp'] !== '0' ||
    sysctls[`net.ipv4.conf.${name.replaceAll('.', '/')}.proxy_arp`] !== '0' ||
    neighbours.some(({ proxy }) => proxy) ||
    routing.inet.customLocal ||
    routing.inet6.customLocal
  )
}
