import type { NamespaceId } from '../../../model/id.ts'
import type { Route, Rule } from '../../../model/namespace.ts'
import type { Evidence } from '../trace.ts'

/** A route as `ip route` prints it. */
function routeText(route: Route): string {
  const { type, destination, table, protocol, scope, source, metric, mtu } = route
  const words = type === 'unicast' ? [destination] : [type, destination]
  words.push(...hopWords(route))
  if (table !== 'main') words.push('table', table)
  if (protocol !== 'boot') words.push('proto', protocol)
  if (scope !== null && scope !== 'global') words.push('scope', scope)
  if (source !== null) words.push('src', source)
  if (metric !== null) words.push('metric', String(metric))
  words.push(...route.flags)
  if (mtu !== null) words.push('mtu', String(mtu))
  for (const hop of route.nextHops) words.push('nexthop', ...hopWords(hop), 'weight', String(hop.weight), ...hop.flags)
  return words.join(' ')
}

function hopWords({ gateway, device }: Pick<Route, 'gateway' | 'device'>): string[] {
  const words: string[] = []
  if (gateway !== null) words.push('via', gateway)
  if (device !== null) words.push('dev', device)
  return words
}

const tool = (family: Route['family']): string => (family === 'inet6' ? 'ip -6' : 'ip')

export const routeEvidence = (namespaceId: NamespaceId, route: Route): Evidence => ({
  kind: 'route',
  text: routeText(route),
  namespaceId,
  see: route.table === 'main' ? `${tool(route.family)} route` : `${tool(route.family)} route show table ${route.table}`,
})

export const ruleEvidence = (namespaceId: NamespaceId, rule: Rule): Evidence => ({
  kind: 'policy-rule',
  text: `${rule.priority}: ${rule.text}`,
  namespaceId,
  see: `${tool(rule.family)} rule`,
})
