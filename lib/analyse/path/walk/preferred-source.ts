import type { Interface } from '../../../model/interface.ts'
import type { Ip } from '../ip.ts'
import { selectSource } from '../routing/select-source.ts'
import type { Space } from './world.ts'

/** The address of a device that MASQUERADE takes towards a next hop (inet_select_addr, ipv6_dev_get_saddr). */
export const preferredSource = ({ routing }: Space, device: Interface, nextHop: Ip): Ip | null =>
  selectSource(routing, device, nextHop)
