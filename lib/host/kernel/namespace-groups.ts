import type { NamespacePart } from '../host-source.ts'

/** The groups of the namespace script, in the order in which they run: the program, and the parts that its output holds, one array a line for `ip`. */
export const namespaceGroups = [
  {
    name: 'ip',
    tool: 'ip',
    parts: ['links', 'addresses', 'neighbours', 'proxyNeighbours', 'netnsIds', 'transformPolicies'],
    text: 'transformPolicies',
  },
  { name: 'ip4', tool: 'ip', parts: ['routes4', 'rules4', 'transformStates4'], text: 'transformStates4' },
  { name: 'ip6', tool: 'ip', parts: ['routes6', 'rules6', 'transformStates6'], text: 'transformStates6' },
  { name: 'fdb', tool: 'bridge', parts: ['fdb'] },
  { name: 'vlans', tool: 'bridge', parts: ['vlans'] },
  { name: 'traffic', tool: 'tc', parts: ['trafficFilters'] },
  { name: 'sysctls', tool: 'grep', parts: ['sysctls'] },
  { name: 'ipvs', tool: 'cat', parts: ['ipvs'] },
  { name: 'sockets', tool: 'ss', parts: ['sockets'] },
  { name: 'tables', tool: 'nft', parts: [] },
  { name: 'nft', tool: 'nft', parts: ['nft'] },
  { name: 'iptables', tool: 'iptables-nft-save', parts: ['iptables'] },
  { name: 'ip6tables', tool: 'ip6tables-nft-save', parts: ['ip6tables'] },
  { name: 'iptablesLegacy', tool: 'iptables-legacy-save', parts: ['iptablesLegacy'] },
  { name: 'ip6tablesLegacy', tool: 'ip6tables-legacy-save', parts: ['ip6tablesLegacy'] },
] as const satisfies readonly NamespaceGroup[]

/** The groups that these parts take. `tables` holds no part, but says whether the groups behind it have anything to list. */
export function groupsFor(wanted: readonly NamespacePart[]): NamespaceGroup[] {
  const serves = (group: NamespaceGroup): readonly NamespacePart[] =>
    group.name === 'tables' ? ['nft', 'iptables', 'ip6tables'] : group.parts
  return namespaceGroups.filter((group) => serves(group).some((part) => wanted.includes(part)))
}

/** `text`: the last part, which is no array but lines. */
export type NamespaceGroup = { name: string; tool: string; parts: readonly NamespacePart[]; text?: NamespacePart }
