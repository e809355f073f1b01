import type { Interface } from '../../../model/interface.ts'
import { type Ip, ipOf } from '../ip.ts'
import { checkSource } from '../routing/check-source.ts'
import { deviceSetting, highestSetting } from '../routing/device-setting.ts'
import { lookupRoute } from '../routing/lookup-route.ts'
import { vrfOf } from '../routing/vrf-of.ts'
import type { Space } from '../walk/world.ts'
import type { Reception } from './frame.ts'
import { isOneSubnet } from './is-one-subnet.ts'
import { betweenNeighbours } from './pass-frame.ts'

/** Who answers for an address where a question comes to. */
export function answerOf(reception: Reception, target: Ip, sender: Ip | null): { mac: string; by: string } | null {
  if (reception.kind === 'answered') return { mac: reception.mac, by: reception.by }
  if (reception.kind !== 'taken') return null
  const { space, device } = reception
  const answers = target.family === 'inet' ? answersArp : answersSolicitation
  if (device.mac === null || !answers(space, device, target, sender)) return null
  return { mac: device.mac, by: `${device.name} of ${space.label}` }
}

/** arp_process: by default for every address of the namespace, on whichever interface it is, and in place of others where it is told to. */
function answersArp(space: Space, device: Interface, target: Ip, sender: Ip | null): boolean {
  const { routing } = space
  if (sender && checkSource(routing, betweenNeighbours(sender, target), device).kind === 'invalid') return false
  const way = lookupRoute(routing, { ...between(sender, target), inInterface: device.name, outInterface: null })
  if (way.kind === 'local')
    return !ignores(space, device, target, sender) && !isElsewhere(space, device, target, sender)
  if (deviceSetting(routing, 'inet', device.name, 'forwarding') !== 1) return false
  if (way.kind !== 'forward' || way.device.id === device.id) return false
  return (highestSetting(routing, device.name, 'proxy_arp') ?? 0) > 0 || standsIn(space, device, target)
}

/** arp_ignore, the function and the sysctl. */
function ignores({ routing, interfaces }: Space, device: Interface, target: Ip, sender: Ip | null): boolean {
  const has = ({ addresses }: Interface): boolean => addresses.some(({ prefix }) => ipOf(prefix) === target)
  switch (highestSetting(routing, device.name, 'arp_ignore') ?? 0) {
    case 1:
      return !has(device)
    case 2:
      return !has(device) || (sender !== null && !isOneSubnet(device, target, sender))
    case 3:
      return !interfaces.some(({ addresses }) =>
        addresses.some(({ prefix, scope }) => scope !== 'host' && ipOf(prefix) === target),
      )
    case 8:
      return true
    default:
      return false
  }
}

/** arp_filter: where it is on, an interface answers only those to whom its namespace would send by it. */
function isElsewhere({ routing }: Space, device: Interface, target: Ip, sender: Ip | null): boolean {
  if (sender === null || (highestSetting(routing, device.name, 'arp_filter') ?? 0) === 0) return false
  const back = lookupRoute(routing, { ...between(target, sender), inInterface: 'lo', outInterface: null })
  if (back.kind === 'several') return !back.choices.some((choice) => choice.device.id === device.id)
  return back.kind !== 'forward' || back.device.id !== device.id
}

/** ndisc_recv_ns: for the addresses of the interface and its VRF, and for others that it was told of. */
function answersSolicitation(space: Space, device: Interface, target: Ip): boolean {
  const { routing } = space
  const isUsable = (owner: Interface): boolean =>
    owner.addresses.some(
      ({ prefix, flags }) => ipOf(prefix) === target && !flags.includes('tentative') && !flags.includes('dadfailed'),
    )
  const vrf = vrfOf(routing, device)
  if (isUsable(device) || (vrf !== null && isUsable(vrf))) return true
  const setting = (name: string, key: string): boolean => (deviceSetting(routing, 'inet6', name, key) ?? 0) > 0
  const isProxy = setting(device.name, 'proxy_ndp') || setting('all', 'proxy_ndp')
  return isProxy && setting(device.name, 'forwarding') && standsIn(space, device, target)
}

/** `ip neighbour add proxy` */
const standsIn = ({ namespace }: Space, device: Interface, target: Ip): boolean =>
  namespace.neighbours.some(
    ({ proxy, address, device: name }) => proxy && name === device.name && ipOf(address) === target,
  )

/** A question of ports and protocol is not asked for neighbours. */
const between = (source: Ip | null, destination: Ip) => ({
  ...{ source, destination, protocol: 'icmp' as const, sourcePort: 0, destinationPort: 0, mark: 0 },
})
