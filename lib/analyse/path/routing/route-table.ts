import type { Family } from '../../../model/address.ts'
import type { Interface } from '../../../model/interface.ts'
import type { Route } from '../../../model/namespace.ts'
import { blockOf, everything, type Ip, type IpBlock, ipOf } from '../ip.ts'

export type CompiledHop = {
  deviceName: string | null
  /** Null where no interface of that name was read. */
  device: Interface | null
  gateway: Ip | null
  dead: boolean
  /** Its device has no carrier. */
  linkDown: boolean
}

export type CompiledRoute = {
  route: Route
  block: IpBlock
  metric: number
  source: Ip | null
  hops: readonly CompiledHop[]
  /** What of the route is not understood; null where all is. */
  unread: string | null
}

/** Routes of one table of one family: by length, then by base, each list in the order in which the kernel tries them. */
export type RouteTable = { lengths: readonly Level[] }
type Level = { shift: bigint; routes: ReadonlyMap<bigint, readonly CompiledRoute[]> }

/** A routing table for looking up the longest prefix first. */
export function compileTable(routes: readonly Route[], deviceOf: (name: string) => Interface | null): RouteTable {
  const byLength = new Map<number, Map<bigint, CompiledRoute[]>>()
  let bits = 32n
  for (const route of routes) {
    const compiled = compileRoute(route, deviceOf)
    if (!compiled) continue
    if (route.family === 'inet6') bits = 128n
    const level = byLength.get(compiled.block.length) ?? new Map<bigint, CompiledRoute[]>()
    byLength.set(compiled.block.length, level)
    const shift = bits - BigInt(compiled.block.length)
    const key = compiled.block.base >> shift
    const list = level.get(key)
    if (list) list.push(compiled)
    else level.set(key, [compiled])
  }
  for (const level of byLength.values()) for (const list of level.values()) list.sort((a, b) => a.metric - b.metric)
  const lengths = [...byLength].sort(([a], [b]) => b - a)
  return { lengths: lengths.map(([length, found]) => ({ shift: bits - BigInt(length), routes: found })) }
}

function compileRoute(route: Route, deviceOf: (name: string) => Interface | null): CompiledRoute | null {
  const block = destinationOf(route)
  if (!block) return null
  const hop = (from: Pick<Route, 'gateway' | 'device' | 'flags'>): CompiledHop => ({
    deviceName: from.device,
    device: from.device === null ? null : deviceOf(from.device),
    gateway: from.gateway === null ? null : ipOf(from.gateway),
    dead: from.flags.includes('dead'),
    linkDown: from.flags.includes('linkdown'),
  })
  return {
    route,
    block,
    metric: route.metric ?? 0,
    source: route.source === null ? null : ipOf(route.source),
    hops: route.nextHops.length > 0 ? route.nextHops.map(hop) : [hop(route)],
    unread: route.flags.find((flag) => flag.includes(' ')) ?? null,
  }
}

const destinationOf = ({ destination, family }: { destination: string; family: Family }): IpBlock | null =>
  destination === 'default' ? everything(family) : blockOf(destination)

/** The routes that cover an address, the longest prefix first, then by metric, until `take` says it is enough. */
export function eachCovering(table: RouteTable, ip: Ip, take: (route: CompiledRoute) => boolean): void {
  for (const { shift, routes } of table.lengths) {
    const list = routes.get(ip.value >> shift)
    if (list) for (const route of list) if (take(route)) return
  }
}
