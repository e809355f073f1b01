import type { Interface } from '../../../model/interface.ts'
import { type Ip, ipOf } from '../ip.ts'
import { highestSetting } from '../routing/device-setting.ts'
import { scopeOf, selectSource } from '../routing/select-source.ts'
import type { Space } from '../walk/world.ts'
import { isOneSubnet } from './is-one-subnet.ts'

/** The address that a question for a neighbour is asked from, for a packet that waits (arp_solicit, ndisc_solicit); null where there is none. */
export function askerAddress({ routing }: Space, device: Interface, target: Ip, waiting: Ip): Ip | null {
  if (target.family === 'inet6') return hasAddress(device, waiting) ? waiting : linkLocal(device)
  const announce = highestSetting(routing, device.name, 'arp_announce') ?? 0
  const isGiven = routing.own.has(waiting) && announce !== 2 && (announce !== 1 || isOneSubnet(device, target, waiting))
  return isGiven ? waiting : selectSource(routing, device, target, scopeOf('link'))
}

const hasAddress = ({ addresses }: Interface, ip: Ip): boolean => addresses.some(({ prefix }) => ipOf(prefix) === ip)

/** Where a device has none, a packet has no answer to wait for either: routes by it need an address. */
function linkLocal({ addresses }: Interface): Ip | null {
  const six = addresses.filter(({ family }) => family === 'inet6')
  const chosen = six.find(({ scope }) => scope === 'link') ?? six[0]
  return chosen ? ipOf(chosen.prefix) : null
}
