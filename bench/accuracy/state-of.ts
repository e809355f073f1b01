import type { Topology } from '../../lib/model/topology.ts'

/**
 * What a fault may have changed and has to be as it was after it: links, addresses, routes, rules, knobs. One line each. Addresses of a
 * link come and go with it. An engine that starts anew has its rules in another order, its resolvers on other ports, and route_localnet as it likes.
 */
export function stateOf({ namespaces, interfaces, firewalls }: Topology): Set<string> {
  const lines = new Set<string>()
  const nameOf = new Map(interfaces.map(({ id, name }) => [id, name]))
  for (const { namespaceId, name, mtu, up, masterId, bridgePort, addresses } of interfaces) {
    const port = bridgePort === null ? '' : ` isolated ${bridgePort.isolated}`
    const master = masterId === null ? 'none' : (nameOf.get(masterId) ?? 'gone')
    lines.add(`${namespaceId} link ${name} mtu ${mtu} up ${up} master ${master}${port}`)
    for (const { prefix, scope } of addresses)
      if (scope !== 'link') lines.add(`${namespaceId} address ${name} ${prefix}`)
  }
  for (const { id, routes, rules, sysctls } of namespaces) {
    for (const { table, type, destination, gateway, device } of routes)
      if (!/^(fe80|ff00):/.test(destination))
        lines.add(`${id} route ${table} ${type} ${destination} via ${gateway} dev ${device}`)
    for (const { family, priority, text } of rules) lines.add(`${id} rule ${family} ${priority} ${text}`)
    for (const [name, value] of Object.entries(sysctls))
      if (!/\.(br-|docker).*\.route_localnet$/.test(name)) lines.add(`${id} ${name} = ${value}`)
  }
  for (const { id, tables } of firewalls)
    for (const { backend, family, name, chains } of tables)
      for (const chain of chains) {
        const at = `${id} ${backend} ${family} ${name} ${chain.name}`
        lines.add(`${at} policy ${chain.policy}`)
        for (const { text } of chain.rules) if (!text.includes('127.0.0.11')) lines.add(`${at} ${text}`)
      }
  return lines
}
