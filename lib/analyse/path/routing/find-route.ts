import type { Evidence } from '../trace.ts'
import type { CompiledRouting, FamilyRouting } from './compile-routing.ts'
import { deviceSetting } from './device-setting.ts'
import type { Flow, PolicyRule } from './policy-rule.ts'
import { type CompiledHop, type CompiledRoute, eachCovering, type RouteTable } from './route-table.ts'
import { routeEvidence, ruleEvidence } from './route-text.ts'

/** What the rules and tables say of a flow (`fib_lookup`). */
export type FoundRoute =
  | {
      kind: 'route'
      rule: PolicyRule
      route: CompiledRoute
      hops: readonly CompiledHop[]
      alike: readonly RouteWithHops[]
    }
  | { kind: 'refused-by-rule'; rule: PolicyRule; how: 'blackhole' | 'unreachable' | 'prohibit' }
  | { kind: 'none' }
  | { kind: 'unknown'; why: string; evidence: Evidence | null }

/** A route and those of its next hops that can be used. */
export type RouteWithHops = { route: CompiledRoute; hops: readonly CompiledHop[] }

/** How many rules that may or may not match are tried both ways before it is unknown. */
const forkLimit = 4

/** The route that a flow takes; `ignoreCarrier` counts next hops without carrier too, whatever `ignore_routes_with_linkdown` says. */
export function findRoute(routing: CompiledRouting, flow: Flow, ignoreCarrier = false): FoundRoute {
  const family = routing[flow.destination.family]
  if (family.gap !== null) return { kind: 'unknown', why: family.gap, evidence: null }
  return from(0, forkLimit)

  function from(start: number, forks: number): FoundRoute {
    for (let at = start; at < family.rules.length; at++) {
      const rule = family.rules[at]
      if (!rule) continue
      const match = rule.matches(flow)
      if (match === false) continue
      if (match !== true) {
        if (forks === 0) return unknown(rule, match.why)
        const either = matched(rule, at, forks - 1)
        const or = from(at + 1, forks - 1)
        return sameRoute(either, or) ? or : unknown(rule, match.why)
      }
      return matched(rule, at, forks)
    }
    return { kind: 'none' }
  }

  function matched(rule: PolicyRule, at: number, forks: number): FoundRoute {
    const { action } = rule
    switch (action.kind) {
      case 'nop':
        return from(at + 1, forks)
      case 'goto':
        return from(targetOf(family, action.priority, at), forks)
      case 'blackhole':
      case 'unreachable':
      case 'prohibit':
        return { kind: 'refused-by-rule', rule, how: action.kind }
      case 'table':
      case 'vrf-table': {
        const name = action.kind === 'table' ? action.table : (flow.vrfTable ?? '')
        const found = inTable(rule, family.tables.get(name))
        return found.kind === 'none' ? from(at + 1, forks) : found
      }
      default: {
        const never: never = action
        return never
      }
    }
  }

  function inTable(rule: PolicyRule, table: RouteTable | undefined): FoundRoute {
    const [first, ...alike] = table ? candidates(table) : []
    if (!first) return { kind: 'none' }
    const { route, hops } = first
    if (route.unread !== null) {
      const why = `The route's ${route.unread} is not understood.`
      return { kind: 'unknown', why, evidence: routeEvidence(routing.namespaceId, route.route) }
    }
    if (route.route.type === 'throw' || isSuppressed(rule, route)) return { kind: 'none' }
    if (rule.suppressGroup !== null && !isRefusal(route))
      return unknown(rule, 'The group of an interface was not read.')
    return { kind: 'route', rule, route, hops, alike }
  }

  /** The route that is taken, and after it those of the same prefix and metric. */
  function candidates(table: RouteTable): RouteWithHops[] {
    const found: RouteWithHops[] = []
    eachCovering(table, flow.destination, (route) => {
      const [first] = found
      if (first && (route.block.length !== first.route.block.length || route.metric !== first.route.metric)) return true
      const hops = isRefusal(route) && route.route.device === null ? route.hops : usableHops(route)
      if (hops.length > 0) found.push({ route, hops })
      return false
    })
    return found
  }

  function usableHops({ hops }: CompiledRoute): readonly CompiledHop[] {
    const isUsable = (hop: CompiledHop): boolean =>
      !hop.dead && !(hop.linkDown && !ignoreCarrier && ignoresLinkDown(hop)) && isAsked(hop)
    return hops.every(isUsable) ? hops : hops.filter(isUsable)
  }

  function ignoresLinkDown({ deviceName }: CompiledHop): boolean {
    const setting = (device: string): number =>
      deviceSetting(routing, flow.destination.family, device, 'ignore_routes_with_linkdown') ?? 0
    return (
      deviceName !== null && (setting(deviceName) > 0 || (flow.destination.family === 'inet' && setting('all') > 0))
    )
  }

  /** A VRF stands for the interfaces in it. */
  function isAsked({ deviceName, device }: CompiledHop): boolean {
    const { outInterface } = flow
    if (outInterface === null || outInterface === deviceName) return true
    if (flow.vrfTable !== null && device?.masterId != null)
      return routing.byId.get(device.masterId)?.name === outInterface
    return false
  }

  function unknown(rule: PolicyRule, why: string): FoundRoute {
    return { kind: 'unknown', why, evidence: ruleEvidence(routing.namespaceId, rule.rule) }
  }
}

/** Routes that lead nowhere; those of IPv6 name the loopback device all the same. */
const refusals = new Set(['blackhole', 'unreachable', 'prohibit', 'throw'])
const isRefusal = ({ route }: CompiledRoute): boolean => refusals.has(route.type)

function isSuppressed({ suppressLength }: PolicyRule, route: CompiledRoute): boolean {
  return suppressLength !== null && !isRefusal(route) && route.block.length <= suppressLength
}

/** A rule that jumps to where no rule is does nothing. */
function targetOf({ rules }: FamilyRouting, priority: number | null, at: number): number {
  const target = rules.findIndex(({ rule }, index) => index > at && rule.priority === priority)
  return target === -1 ? at + 1 : target
}

function sameRoute(a: FoundRoute, b: FoundRoute): boolean {
  if (a.kind === 'none') return b.kind === 'none'
  if (a.kind === 'route' && b.kind === 'route') return a.route === b.route
  return a.kind === 'refused-by-rule' && b.kind === 'refused-by-rule' && a.how === b.how
}
