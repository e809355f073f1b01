import type { NamespacePart, NamespaceText } from '../host/host-source.ts'
import type { FirewallTable } from '../model/firewall.ts'
import type { TrafficFilter } from '../model/namespace.ts'
import type { LinkFacts, NamespaceFacts, PartGap, PartReading } from './namespace-facts.ts'
import { parseAddresses } from './parse-addresses.ts'
import { parseFdb } from './parse-fdb.ts'
import { parseIptablesSave } from './parse-iptables-save.ts'
import { parseIpvs } from './parse-ipvs.ts'
import { parseLinks } from './parse-links.ts'
import { parseNeighbours } from './parse-neighbours.ts'
import { parseNetnsIds } from './parse-netns-ids.ts'
import { parseNft } from './parse-nft.ts'
import { parseRoutes } from './parse-routes.ts'
import { parseRules } from './parse-rules.ts'
import { parseSockets } from './parse-sockets.ts'
import { parseSysctls } from './parse-sysctls.ts'
import { parseTrafficFilters } from './parse-traffic-filters.ts'
import { parseTransforms } from './parse-transforms.ts'
import { parseVlans } from './parse-vlans.ts'

/** The facts of one namespace from the raw text of its parts. */
export function parseNamespace(text: NamespaceText): NamespaceFacts {
  const gaps: PartGap[] = []
  const read = <T>(part: NamespacePart, empty: T, parse: (text: string) => PartReading<T>): T => {
    const output = text[part]
    if (output.state === 'skipped') return empty
    if (output.state === 'failed') {
      gaps.push({ part, code: output.code, reason: output.reason })
      return empty
    }
    const { value, problems } = parse(output.text)
    for (const problem of problems) gaps.push({ part, ...problem })
    return value
  }
  const iptables = [
    ...read('iptables', [], (save) => parseIptablesSave(save, 'ip', 'iptables-nft')),
    ...read('ip6tables', [], (save) => parseIptablesSave(save, 'ip6', 'iptables-nft')),
    ...read('iptablesLegacy', [], (save) => parseIptablesSave(save, 'ip', 'iptables-legacy')),
    ...read('ip6tablesLegacy', [], (save) => parseIptablesSave(save, 'ip6', 'iptables-legacy')),
  ]
  const links = read('links', [], parseLinks)
  return {
    links,
    addresses: read('addresses', [], parseAddresses),
    routes: [
      ...read('routes4', [], (list) => parseRoutes(list, 'inet')),
      ...read('routes6', [], (list) => parseRoutes(list, 'inet6')),
    ],
    rules: [
      ...read('rules4', [], (list) => parseRules(list, 'inet')),
      ...read('rules6', [], (list) => parseRules(list, 'inet6')),
    ],
    neighbours: [
      ...read('neighbours', [], (list) => parseNeighbours(list, false)),
      ...read('proxyNeighbours', [], (list) => parseNeighbours(list, true)),
    ],
    fdb: read('fdb', [], parseFdb),
    vlans: read('vlans', [], parseVlans),
    netnsIds: read('netnsIds', [], parseNetnsIds),
    firewall: [...iptables, ...onlyNative(read('nft', [], parseNft), iptables)],
    sockets: read('sockets', [], parseSockets),
    ipvs: read('ipvs', [], parseIpvs),
    trafficFilters: [...programsOf(links), ...read('trafficFilters', [], parseTrafficFilters)],
    transforms: [
      ...read('transformPolicies', [], (list) => parseTransforms(list, 'policy')),
      ...read('transformStates4', [], (list) => parseTransforms(list, 'state')),
      ...read('transformStates6', [], (list) => parseTransforms(list, 'state')),
    ],
    sysctls: read('sysctls', {}, parseSysctls),
    gaps,
  }
}

const programsOf = (links: readonly LinkFacts[]): TrafficFilter[] =>
  links.flatMap(({ name, program }) => (program === null ? [] : { device: name, direction: 'xdp', text: program }))

/** `nft` lists the tables of the nf_tables variant of iptables too; they are kept once, in the words of iptables. */
function onlyNative(nft: FirewallTable[], iptables: FirewallTable[]): FirewallTable[] {
  const known = new Set(
    iptables.filter(({ backend }) => backend === 'iptables-nft').map(({ family, name }) => `${family} ${name}`),
  )
  return nft.filter(({ family, name }) => !known.has(`${family} ${name}`))
}
