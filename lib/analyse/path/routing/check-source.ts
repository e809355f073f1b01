import type { Interface } from '../../../model/interface.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Evidence } from '../trace.ts'
import type { CompiledRouting } from './compile-routing.ts'
import type { RouteAnswer, SourceCheck } from './compiled-routing.ts'
import { deviceSetting, highestSetting } from './device-setting.ts'
import { type FoundRoute, findRoute } from './find-route.ts'
import { isEveryHost, isLoopback4, isMulticast, lookupRoute } from './lookup-route.ts'
import { vrfOf, vrfTableOf } from './vrf-of.ts'

const zero = { inet: ipOf('0.0.0.0'), inet6: ipOf('::') }
const loopback6 = ipOf('::1')

/** Whether a packet may come in by an interface (`ip_route_input_slow`, `fib_validate_source`); one that arrived by loopback is not asked. */
export function checkSource(routing: CompiledRouting, packet: Packet, inInterface: Interface): SourceCheck {
  if (inInterface.type.kind === 'loopback') return { kind: 'valid' }
  const martian = martianOf(routing, packet, inInterface)
  if (martian || packet.family === 'inet6') return martian ?? { kind: 'valid' }
  if (isEveryHost(packet.destination) && packet.source === zero.inet) return { kind: 'valid' }
  const filter = highestSetting(routing, inInterface.name, 'rp_filter')
  const acceptLocal = highestSetting(routing, inInterface.name, 'accept_local')
  if (filter === null || acceptLocal === null)
    return { kind: 'unknown', says: `rp_filter and accept_local of ${inInterface.name} were not read.` }
  // What came out of ESP is known by its keys, and not filtered (`secpath_exists`).
  const arrival = { routing, packet, inInterface, filter: packet.decrypted ? 0 : filter, acceptLocal: acceptLocal > 0 }
  const way = lookupRoute(routing, { ...packet, inInterface: inInterface.name, outInterface: null })
  if (way.kind !== 'several') return checkFor(arrival, way)
  const [first = checkFor(arrival, way), ...others] = way.choices.map((choice) => checkFor(arrival, choice))
  const differs = others.some((other) => other.kind !== first.kind)
  return differs
    ? { kind: 'unknown', says: `whether ${packet.source.text} may come in depends on the next hop.` }
    : first
}

type Arrival = {
  routing: CompiledRouting
  packet: Packet
  inInterface: Interface
  filter: number
  acceptLocal: boolean
}

function checkFor(arrival: Arrival, way: RouteAnswer): SourceCheck {
  const { routing, packet, inInterface, filter, acceptLocal } = arrival
  if (filter > 0) return checkWay(arrival, way)
  const tellsOfDetours = (highestSetting(routing, inInterface.name, 'send_redirects') ?? 1) > 0
  const turnsBack = way.kind === 'forward' && way.device.id === inInterface.id && tellsOfDetours
  if (!turnsBack && acceptLocal) return { kind: 'valid' }
  if (turnsBack || routing.inet.customLocal || routing.inet.customRules) return checkWay(arrival, way)
  return routing.own.has(packet.source) ? ownSource(routing, packet.source, inInterface) : { kind: 'valid' }
}

function martianOf(routing: CompiledRouting, packet: Packet, inInterface: Interface): SourceCheck | null {
  const { source, destination, family } = packet
  const refuse = (ip: Ip, what: string): SourceCheck =>
    invalid('martian', `${ip.text} may not come in by ${inInterface.name}: ${what}.`, {
      kind: 'interface',
      text: inInterface.name,
      namespaceId: routing.namespaceId,
      see: `ip address show dev ${inInterface.name}`,
    })
  if (isMulticast(source)) return refuse(source, 'no sender has a multicast address')
  if (family === 'inet6') {
    const isVrf = vrfOf(routing, inInterface) === inInterface
    const stray = [source, destination].find((ip) => ip === loopback6)
    if (stray && !isVrf) return refuse(stray, 'it is the loopback address')
    return null
  }
  if (isEveryHost(source)) return refuse(source, 'no sender has the broadcast address')
  if (isEveryHost(destination)) return null
  if (source === zero.inet) return refuse(source, 'no sender has that address')
  if (destination === zero.inet) return refuse(destination, 'no receiver has that address')
  const loopback = [destination, source].find(isLoopback4)
  if (!loopback) return null
  const open = highestSetting(routing, inInterface.name, 'route_localnet')
  if (open === null) return { kind: 'unknown', says: `route_localnet of ${inInterface.name} was not read.` }
  return open > 0
    ? null
    : invalid(
        'martian',
        `${loopback.text} may not come in by ${inInterface.name}: route_localnet is off there.`,
        setting(routing, inInterface, 'route_localnet'),
      )
}

/** The whole check (`__fib_validate_source`): the way back is looked up. */
function checkWay({ routing, packet, inInterface, filter, acceptLocal }: Arrival, way: RouteAnswer): SourceCheck {
  const found = wayBack(routing, packet, inInterface, way)
  const { source } = packet
  if (found.kind === 'unknown') return { kind: 'unknown', says: found.why }
  const strict = (): SourceCheck =>
    invalid(
      'reverse-path',
      `${source.text} is not reached by ${inInterface.name}, and rp_filter is ${filter} there.`,
      setting(routing, inInterface, 'rp_filter'),
    )
  const isReached = found.kind === 'route' && !['blackhole', 'unreachable', 'prohibit'].includes(found.route.route.type)
  if (!isReached) return filter > 0 ? strict() : { kind: 'valid' }
  const { type } = found.route.route
  if (type === 'local' && !acceptLocal) return ownSource(routing, source, inInterface)
  if (type !== 'unicast' && type !== 'local')
    return invalid(
      'martian',
      `${source.text} is a ${type} address, which no sender has.`,
      setting(routing, inInterface, 'accept_local'),
    )
  const { hops } = found.route
  if (hops.some(({ device }) => device?.id === inInterface.id || device?.masterId === inInterface.id))
    return { kind: 'valid' }
  const hasAddress = inInterface.addresses.some(({ family }) => family === 'inet')
  if (!hasAddress) return filter > 0 ? strict() : { kind: 'valid' }
  return filter === 1 ? strict() : { kind: 'valid' }
}

/** The reverse lookup. Ports and protocol count only where some rule asks for them, the mark only with src_valid_mark, the receiver not in a broadcast. */
function wayBack(routing: CompiledRouting, packet: Packet, inInterface: Interface, way: RouteAnswer): FoundRoute {
  const { customRules, rules } = routing.inet
  const usesMark = (highestSetting(routing, inInterface.name, 'src_valid_mark') ?? 0) > 0
  const dissects = customRules && rules.some(({ rule }) => /\b(ipproto|sport|dport)\b/.test(rule.text))
  return findRoute(routing, {
    destination: packet.source,
    source: way.kind === 'broadcast' ? null : packet.destination,
    protocol: dissects ? packet.protocol : null,
    sourcePort: dissects ? packet.destinationPort : 0,
    destinationPort: dissects ? packet.sourcePort : 0,
    mark: usesMark ? packet.mark : 0,
    inInterface: way.kind === 'forward' ? way.device.name : 'lo',
    outInterface: null,
    vrfTable: vrfTableOf(routing, null, inInterface.name),
  })
}

const ownSource = (routing: CompiledRouting, source: Ip, inInterface: Interface): SourceCheck =>
  invalid(
    'martian',
    `${source.text} is an address of this very namespace, and accept_local is off for ${inInterface.name}.`,
    setting(routing, inInterface, 'accept_local'),
  )

const invalid = (code: 'reverse-path' | 'martian', says: string, evidence: Evidence): SourceCheck => ({
  kind: 'invalid',
  code,
  says,
  evidence,
})

/** The setting of the two, the interface's or that of all, that has the say. */
function setting(routing: CompiledRouting, { name }: Interface, key: string): Evidence {
  const own = deviceSetting(routing, 'inet', name, key) ?? 0
  const all = deviceSetting(routing, 'inet', 'all', key) ?? 0
  const place = all > own ? 'all' : name.replaceAll('.', '/')
  const full = `net.ipv4.conf.${place}.${key}`
  return {
    kind: 'sysctl',
    text: `${full} = ${Math.max(all, own)}`,
    namespaceId: routing.namespaceId,
    see: `sysctl ${full}`,
  }
}
