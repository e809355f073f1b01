import type { NamespacePart } from '../host/host-source.ts'
import type { FailureCode } from '../model/failure-code.ts'

/** The command of each part of a namespace, and what cannot be told without it. */
export const partWords: Record<NamespacePart, { source: string; cost: string }> = {
  links: { source: 'ip -j -d link show', cost: 'Interfaces, bridges and veth pairs of the namespace are not shown.' },
  addresses: { source: 'ip -j address show', cost: 'Addresses of the interfaces are not shown.' },
  routes4: { source: 'ip -j -d -4 route show table all', cost: 'No path over IPv4 can be told.' },
  routes6: { source: 'ip -j -d -6 route show table all', cost: 'No path over IPv6 can be told.' },
  rules4: { source: 'ip -j -4 rule show', cost: 'Which IPv4 routing table applies cannot be told.' },
  rules6: { source: 'ip -j -6 rule show', cost: 'Which IPv6 routing table applies cannot be told.' },
  neighbours: { source: 'ip -j neighbour show', cost: 'Missing or wrong neighbour entries cannot be seen.' },
  proxyNeighbours: { source: 'ip -j neighbour show proxy', cost: 'Proxy neighbour entries cannot be seen.' },
  fdb: { source: 'bridge -j -d fdb show', cost: 'Where bridges and VXLAN send frames cannot be told.' },
  vlans: { source: 'bridge -j vlan show', cost: 'VLANs of bridge ports are not shown.' },
  netnsIds: { source: 'ip -j netns list-id', cost: 'Some veth ends may stay without their other end.' },
  iptables: { source: 'iptables-save -c', cost: 'Whether the firewall lets IPv4 through cannot be told.' },
  ip6tables: { source: 'ip6tables-save -c', cost: 'Whether the firewall lets IPv6 through cannot be told.' },
  iptablesLegacy: { source: 'iptables-legacy-save -c', cost: 'The legacy rule set for IPv4 is in force and not seen.' },
  ip6tablesLegacy: {
    source: 'ip6tables-legacy-save -c',
    cost: 'The legacy rule set for IPv6 is in force and not seen.',
  },
  nft: { source: 'nft list ruleset', cost: 'Rules outside iptables are not seen and may drop packets.' },
  sockets: { source: 'ss -H -l -n -p -t -u -e', cost: 'What listens in the namespace is not shown.' },
  ipvs: { source: '/proc/net/ip_vs', cost: 'Backends of virtual addresses are not shown.' },
  trafficFilters: { source: 'tc filter show', cost: 'Filters and programs of tc are not seen and may drop packets.' },
  transformPolicies: { source: 'ip xfrm policy', cost: 'Policies of IPsec are not seen and may drop packets.' },
  transformStates4: { source: 'ip -4 xfrm state list nokeys', cost: 'Whether IPsec can carry packets cannot be told.' },
  transformStates6: { source: 'ip -6 xfrm state list nokeys', cost: 'Whether IPsec can carry packets cannot be told.' },
  sysctls: { source: 'sysctl', cost: 'Whether the kernel forwards and filters cannot be told.' },
}

const restricted =
  'Run the agent as root, or with SYS_ADMIN and NET_ADMIN and, for processes behind sockets, the host PID space and SYS_PTRACE.'

const advices: Record<FailureCode | 'not-understood', string | null> = {
  'no-engine': 'Start Docker, or name its socket by DOCKER_HOST or DOCKER_CONTEXT.',
  'engine-silent': 'See whether dockerd hangs: docker version, journalctl -u docker.',
  'engine-refused':
    'Give the user that runs the agent access to the engine, or check the address and the certificates.',
  'engine-too-old': 'Use an engine that speaks API 1.41 or later (20.10 or later).',
  'bad-answer': 'Check what answers at this address, and whether the tool is the one of the distribution.',
  'tool-missing': 'Install iproute2, iptables and nftables on the host.',
  'no-right': restricted,
  timeout: 'It is asked again by itself; if it stays, look at the load of the host.',
  'too-much': 'Run the command by hand on the host: its output is larger than what Portolan keeps.',
  gone: null,
  elsewhere: 'Start Portolan on the machine that the engine runs on to see its kernel too.',
  failed: 'Run the command by hand on the host to see what it says.',
  'not-understood': 'See what the command prints on the host: another version of the tool may say it in other words.',
}

/** What to do about a failure; null where nothing helps. */
export const adviceFor = (code: FailureCode | 'not-understood'): string | null => advices[code]
