import type { Interface } from '../../../model/interface.ts'
import { blockOf, contains, type Ip } from '../ip.ts'

/** Whether an interface has an address whose subnet holds both (inet_addr_onlink). */
export const isOneSubnet = ({ addresses }: Interface, one: Ip, other: Ip): boolean =>
  addresses.some(({ prefix }) => {
    const block = blockOf(prefix)
    return block !== null && contains(block, one) && contains(block, other)
  })
