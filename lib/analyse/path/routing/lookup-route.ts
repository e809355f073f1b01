import type { Interface } from '../../../model/interface.ts'
import { blockOf, contains, type Ip, ipOf } from '../ip.ts'
import type { Step } from '../trace.ts'
import type { CompiledRouting } from './compile-routing.ts'
import type { RouteAnswer, RouteQuestion } from './compiled-routing.ts'
import { highestSetting } from './device-setting.ts'
import { type FoundRoute, findRoute, type RouteWithHops } from './find-route.ts'
import type { CompiledHop, CompiledRoute } from './route-table.ts'
import { routeEvidence, ruleEvidence } from './route-text.ts'
import { scopeOf, selectSource } from './select-source.ts'
import { vrfOf, vrfTableOf } from './vrf-of.ts'

const multicast = { inet: blockOf('224.0.0.0/4'), inet6: blockOf('ff00::/8') }
const loopbackBlock = blockOf('127.0.0.0/8')
const everyHost = ipOf('255.255.255.255')

export const isMulticast = (ip: Ip): boolean => {
  const block = multicast[ip.family]
  return block !== null && contains(block, ip)
}
export const isLoopback4 = (ip: Ip): boolean => loopbackBlock !== null && contains(loopbackBlock, ip)
export const isEveryHost = (ip: Ip): boolean => ip === everyHost

/**
 * Where the kernel sends a packet, as `ip route get` tells it. A TCP socket and every IPv6 one look up again with the source that the first lookup chose;
 * so does this. That a given source belongs to the namespace is not asked.
 */
export function lookupRoute(routing: CompiledRouting, question: RouteQuestion): RouteAnswer {
  const answer = lookupOnce(routing, question)
  const { destination, protocol, source, inInterface } = question
  if (source !== null || inInterface !== 'lo' || (destination.family === 'inet' && protocol !== 'tcp')) return answer
  if (answer.kind === 'several') return severalAgain(routing, question, answer)
  if (!routing[destination.family].customRules || (answer.kind !== 'forward' && answer.kind !== 'local')) return answer
  return answer.source === null ? answer : lookupOnce(routing, { ...question, source: answer.source })
}

type Several = Extract<RouteAnswer, { kind: 'several' }>

/** The first lookup may choose the source of one next hop, and the second, whose hash counts the source, another next hop. */
function severalAgain(routing: CompiledRouting, question: RouteQuestion, several: Several): RouteAnswer {
  const choices: Several['choices'] = []
  for (const source of new Set(several.choices.map((choice) => choice.source))) {
    const answer = source === null ? several : lookupOnce(routing, { ...question, source })
    if (answer.kind === 'several') choices.push(...answer.choices)
    else if (answer.kind === 'forward') choices.push(answer)
    else {
      const says = `whether a route leads to ${question.destination.text} depends on the source that the kernel chooses.`
      return { kind: 'unknown', says, evidence: null, steps: several.steps }
    }
  }
  const [first] = choices
  return first && choices.length === 1 ? first : { ...several, choices }
}

function lookupOnce(routing: CompiledRouting, question: RouteQuestion): RouteAnswer {
  const { destination, outInterface, inInterface } = question
  const given = outInterface === null ? null : routing.deviceNamed(outInterface)
  if (isEveryHost(destination) || (isMulticast(destination) && (inInterface !== 'lo' || given)))
    return { kind: isEveryHost(destination) ? 'broadcast' : 'multicast', device: given, steps: [] }
  const isBound = destination.family === 'inet' && inInterface === 'lo' && vrfOf(routing, given) === null
  const bound = isBound ? given : null
  const vrfTable = vrfTableOf(routing, outInterface, inInterface)
  const found = findRoute(routing, { ...question, vrfTable })
  switch (found.kind) {
    case 'none':
      return bound ? onLink(routing, question, bound) : noRoute(question)
    case 'unknown':
      return { kind: 'unknown', says: found.why, evidence: found.evidence, steps: [] }
    case 'refused-by-rule': {
      if (bound) return onLink(routing, question, bound)
      const evidence = ruleEvidence(routing.namespaceId, found.rule.rule)
      const says = `A policy rule of type ${found.how} stands against ${destination.text}.`
      return { kind: found.how, says, evidence, steps: [{ kind: 'policy', says, evidence }] }
    }
    case 'route': {
      const isRefused = ['blackhole', 'unreachable', 'prohibit'].includes(found.route.route.type)
      return bound && isRefused ? onLink(routing, question, bound) : answerOf(routing, question, found)
    }
    default: {
      const never: never = found
      return never
    }
  }
}

/** An IPv4 socket bound to a device sends there whatever the routes say. */
function onLink(routing: CompiledRouting, { destination, source }: RouteQuestion, device: Interface): RouteAnswer {
  const says = `No route leads to ${destination.text}, and a socket bound to ${device.name} takes it to be on that link.`
  return {
    kind: 'forward',
    device,
    gateway: null,
    source: source ?? selectSource(routing, device, nowhere, 253),
    mtu: null,
    steps: [{ kind: 'route', says, evidence: null }],
  }
}

const noRoute = ({ destination }: RouteQuestion): RouteAnswer => {
  const says = `No route leads to ${destination.text}.`
  return { kind: 'none', says, steps: [{ kind: 'route', says, evidence: null }] }
}

type Found = Extract<FoundRoute, { kind: 'route' }>

function answerOf(routing: CompiledRouting, question: RouteQuestion, found: Found): RouteAnswer {
  const { route } = found.route
  const { destination } = question
  const evidence = routeEvidence(routing.namespaceId, route)
  const steps = policySteps(routing, found)
  const says = (text: string): Step[] => [...steps, { kind: 'route', says: text, evidence }]
  const [hop] = found.hops
  switch (route.type) {
    case 'local':
    case 'anycast': {
      const text = `${destination.text} is an address of this namespace.`
      return {
        kind: 'local',
        device: hop?.device ?? null,
        source: localSource(routing, question, found),
        steps: says(text),
      }
    }
    case 'broadcast':
    case 'multicast':
      return {
        kind: route.type,
        device: hop?.device ?? null,
        steps: says(`${destination.text} is a ${route.type} address.`),
      }
    case 'blackhole':
    case 'unreachable':
    case 'prohibit': {
      const text = `A route of type ${route.type} stands against ${destination.text}.`
      return { kind: route.type, says: text, evidence, steps: says(text) }
    }
    case 'unicast':
      return isMulticast(destination)
        ? { kind: 'multicast', device: hop?.device ?? null, steps: says(`${destination.text} is a multicast address.`) }
        : unicast(routing, question, found, steps)
    default:
      return { kind: 'unknown', says: `A route of type ${route.type} is not understood.`, evidence, steps }
  }
}

function localSource(
  routing: CompiledRouting,
  { source, destination }: RouteQuestion,
  { route, hops }: Found,
): Ip | null {
  if (source) return source
  if (route.source) return route.source
  const device = hops[0]?.device
  return destination.family === 'inet' || !device ? destination : selectSource(routing, device, destination)
}

function unicast(routing: CompiledRouting, question: RouteQuestion, found: Found, steps: Step[]): RouteAnswer {
  const choices: Extract<RouteAnswer, { kind: 'forward' }>[] = []
  for (const { route, hops } of [found, ...sameWorth(found, question)]) {
    for (const hop of hops) {
      const choice = forward(routing, question, route, hop, steps)
      if (choice.kind !== 'forward') return choice
      choices.push(choice)
    }
  }
  const [first] = choices
  if (first && choices.length === 1) return first
  const says = `${choices.length} next hops of the same worth lead to ${question.destination.text}; the kernel picks one by a hash of the flow.`
  const evidence = routeEvidence(routing.namespaceId, found.route.route)
  return { kind: 'several', choices, says, steps: [...steps, { kind: 'route', says, evidence }] }
}

/** IPv4 takes the first of several defaults while its gateway answers; IPv6 takes, of routes alike, one whose neighbour answers. */
function sameWorth({ alike, route }: Found, { destination }: RouteQuestion): readonly RouteWithHops[] {
  return destination.family === 'inet6' || route.block.length === 0 ? alike : []
}

function forward(
  routing: CompiledRouting,
  question: RouteQuestion,
  route: CompiledRoute,
  hop: CompiledHop,
  steps: Step[],
): RouteAnswer {
  const { destination } = question
  const { device } = hop
  const gateway = nextHopOf(routing, hop)
  const evidence = routeEvidence(routing.namespaceId, route.route)
  if (!device) {
    const says = `The interface ${hop.deviceName ?? ''} of the route to ${destination.text} was not read.`
    return { kind: 'unknown', says, evidence, steps }
  }
  const source = question.source ?? route.source ?? chosenSource(routing, question, route, device, hop.gateway)
  if (isStuckOnLoopback(routing, question, source, device)) {
    const says = `${source?.text} may not leave by ${device.name}: route_localnet is off there.`
    return { kind: 'none', says, steps: [...steps, { kind: 'route', says, evidence }] }
  }
  const says = gateway
    ? `${destination.text} is reached by ${device.name} through ${gateway.text}.`
    : `${destination.text} is on the link of ${device.name}.`
  return {
    kind: 'forward',
    device,
    gateway,
    source,
    mtu: route.route.mtu,
    steps: [...steps, { kind: 'route', says, evidence }],
  }
}

/** An address of the namespace's own for a gateway means that all is on the link (nhc_scope of rt_set_nexthop). */
const nextHopOf = ({ own }: CompiledRouting, { gateway }: CompiledHop): Ip | null =>
  gateway?.family === 'inet' && own.has(gateway) ? null : gateway

function chosenSource(
  routing: CompiledRouting,
  { destination }: RouteQuestion,
  { route }: CompiledRoute,
  device: Interface,
  gateway: Ip | null,
): Ip | null {
  if (destination.family === 'inet6') return selectSource(routing, device, destination)
  const towards = gateway?.family === 'inet' ? gateway : null
  return selectSource(routing, device, towards ?? nowhere, scopeOf(route.scope))
}

/** No prefix holds it: without a next hop the first address is taken. */
const nowhere: Ip = { family: 'inet', text: '0.0.0.0', value: 0n }

function isStuckOnLoopback(
  routing: CompiledRouting,
  { inInterface }: RouteQuestion,
  source: Ip | null,
  device: Interface,
): boolean {
  if (inInterface !== 'lo' || source === null || source.family !== 'inet' || !isLoopback4(source)) return false
  const isOpen = (highestSetting(routing, device.name, 'route_localnet') ?? 0) > 0
  return device.type.kind !== 'loopback' && !isOpen
}

/** Only rules that somebody added are worth a step. */
function policySteps(routing: CompiledRouting, { rule }: Found): Step[] {
  if (/^from all lookup (local|main|default)$/.test(rule.rule.text)) return []
  const evidence = ruleEvidence(routing.namespaceId, rule.rule)
  return [{ kind: 'policy', says: `A policy rule sends it to another table: ${rule.rule.text}.`, evidence }]
}
