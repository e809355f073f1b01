import type { Firewall } from '../../../model/firewall.ts'
import type { Interface } from '../../../model/interface.ts'
import type { ListeningSocket, Namespace, Neighbour, Route } from '../../../model/namespace.ts'
import type { Topology } from '../../../model/topology.ts'
import { ownersOfAddress } from '../ends/owner-of-address.ts'
import { ipOf } from '../ip.ts'

export const routeWords = ({ nextHops, ...route }: Route): string =>
  [
    ...[route.family, route.table, route.type, route.destination, 'via', route.gateway, 'dev', route.device, 'src'],
    ...[route.source, route.protocol, route.scope, route.metric, route.mtu, ...route.flags],
    ...nextHops.flatMap(({ gateway, device, weight, flags }) => ['nexthop', gateway, device, weight, ...flags]),
  ].join(' ')

export const interfaceWords = (device: Interface, master: string | null): string =>
  [
    ...[device.name, JSON.stringify(device.type), device.mac, device.mtu, device.up, device.operationalState],
    ...device.addresses.flatMap(({ prefix, scope, flags }) => [prefix, scope, ...flags]),
    ...['master', master, JSON.stringify(device.bridgePort), device.parentId],
  ].join(' ')

export const neighbourWords = ({ address, mac, device, state, proxy }: Neighbour): string =>
  [address, mac, 'dev', device, ...state, proxy ? 'proxy' : ''].join(' ')

/** Entries that decide where a packet goes: those that nobody learned, and failures where nobody who is read has the address. */
export function decides(topology: Topology, { state, proxy, address }: Neighbour): boolean {
  if (proxy || state.includes('PERMANENT') || state.includes('NOARP')) return true
  const ip = ipOf(address)
  return (
    state.includes('FAILED') && !(ip && ownersOfAddress(topology, ip).some(({ namespaceId }) => namespaceId !== null))
  )
}

type Kept = { firewall: Firewall | null; interfaces: readonly Interface[]; text: string; rest: string }
const kept = new WeakMap<Namespace, Kept>()

/** What an end's own namespace holds, in one text; in another what names nobody: sysctls, and its sockets where ports are translated inside. */
export function ownText(
  namespace: Namespace,
  interfaces: readonly Interface[],
  firewall: Firewall | null,
  topology: Topology,
): { text: string; rest: string } {
  const known = kept.get(namespace)
  if (known && known.firewall === firewall && sameList(known.interfaces, interfaces)) return known
  const lines = [
    ...interfaces.map((device) => interfaceWords(device, device.masterId)),
    ...namespace.routes.map(routeWords),
    ...namespace.rules.map(({ family, priority, text, table }) => `${family} ${priority} ${text} ${table}`),
    ...namespace.neighbours.filter((one) => decides(topology, one)).map(neighbourWords),
    ...namespace.ipvs.map((service) => JSON.stringify(service)),
    ...namespace.trafficFilters.map(({ device, direction, text }) => `${device} ${direction} ${text}`),
    ...namespace.transforms.map(({ text }) => text),
    ...(firewall ? ruleLines(firewall) : []),
  ]
  const text = lines.join('\n')
  const sockets = /REDIRECT|DNAT|redirect|dnat/.test(text.replace(/^-d 127\.0\.0\.11\/32 .*$/gm, ''))
    ? namespace.sockets.map(socketWords)
    : []
  const rest = [...Object.entries(namespace.sysctls), ...sockets].join('\n')
  const made: Kept = { firewall, interfaces, text, rest }
  kept.set(namespace, made)
  return made
}

const ruleLines = ({ tables }: Firewall): string[] =>
  tables.flatMap(({ backend, family, name, dormant, chains, objects }) => [
    `${backend} ${family} ${name} ${dormant} ${objects.join(' ')}`,
    ...chains.flatMap(({ name: chain, hook, priority, type, devices, policy, rules }) => [
      [chain, hook, priority, type, ...devices, policy].join(' '),
      ...rules.map(({ text }) => withoutResolver(text)),
    ]),
  ])

/** The ports of the engine's own resolver, at an address that no packet between ends has. */
const withoutResolver = (text: string): string =>
  text.startsWith('-d 127.0.0.11/32 ') || text.startsWith('-s 127.0.0.11/32 ') ? text.replace(/\d{4,}/g, '…') : text

const sameList = (a: readonly Interface[], b: readonly Interface[]): boolean =>
  a === b || (a.length === b.length && a.every((device, at) => device === b[at]))

export const socketWords = ({ protocol, family, address, device, port, takesIpv4, process }: ListeningSocket): string =>
  [protocol, family, address, device, port, takesIpv4, process?.name].join(' ')
