import type { Interface } from '../../../model/interface.ts'
import { type Ip, ipOf } from '../ip.ts'
import { checkSource } from '../routing/check-source.ts'
import { lookupRoute } from '../routing/lookup-route.ts'
import { type Space, sysctlOf } from '../walk/world.ts'
import type { Reception } from './frame.ts'
import { betweenNeighbours } from './pass-frame.ts'

/** Who answers for an address where a question comes to. */
export function answerOf(reception: Reception, target: Ip, sender: Ip | null): { mac: string; by: string } | null {
  if (reception.kind === 'answered') return { mac: reception.mac, by: reception.by }
  if (reception.kind !== 'taken' || reception.device.mac === null) return null
  const { space, device } = reception
  if (!(target.family === 'inet' ? answersArp(space, device, target, sender) : answersSolicitation(device, target)))
    return null
  return { mac: device.mac ?? '', by: `${device.name} of ${space.label}` }
}

/** arp_process: by default for every address of the namespace, on whichever interface it is. */
function answersArp(space: Space, device: Interface, target: Ip, sender: Ip | null): boolean {
  if (sender && checkSource(space.routing, betweenNeighbours(sender, target), device).kind === 'invalid') return false
  const isLocal = space.interfaces.some(
    ({ addresses, up }) => up && addresses.some(({ prefix }) => ipOf(prefix) === target),
  )
  if (!isLocal) return answersForOthers(space, device, target, sender)
  const ignore = Math.max(numberOf(space, 'all', 'arp_ignore'), numberOf(space, device.name, 'arp_ignore'))
  if (ignore === 0) return true
  if (ignore === 8) return false
  return device.addresses.some(({ prefix }) => ipOf(prefix) === target)
}

function answersForOthers(space: Space, device: Interface, target: Ip, sender: Ip | null): boolean {
  const proxies = numberOf(space, 'all', 'proxy_arp') === 1 || numberOf(space, device.name, 'proxy_arp') === 1
  const entry = space.namespace.neighbours.some(
    ({ proxy, address, device: name }) => proxy && ipOf(address) === target && name === device.name,
  )
  if (!proxies && !entry) return false
  if (numberOf(space, device.name, 'forwarding') !== 1) return false
  const route = lookupRoute(space.routing, {
    destination: target,
    source: sender,
    protocol: 'icmp',
    sourcePort: 0,
    destinationPort: 0,
    mark: 0,
    inInterface: device.name,
    outInterface: null,
  })
  return route.kind === 'forward' && (entry || route.device.id !== device.id)
}

const answersSolicitation = (device: Interface, target: Ip): boolean =>
  device.addresses.some(
    ({ prefix, flags }) => ipOf(prefix) === target && !flags.includes('tentative') && !flags.includes('dadfailed'),
  )

const numberOf = (space: Space, name: string, setting: string): number =>
  Number(sysctlOf(space, `net.ipv4.conf.${name}.${setting}`) ?? 0)
