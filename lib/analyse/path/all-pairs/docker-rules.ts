import type { Firewall, FirewallTable } from '../../../model/firewall.ts'
import type { HostId, NamespaceId } from '../../../model/id.ts'

/** For tests and the bench: a bridge network, and a port of a container that is published on its host. */
export type RuledNetwork = { bridge: string; subnet: string; internal: boolean }
export type RuledPort = { bridge: string; address: string; port: number; hostPort: number }

/** The engine's generation that writes the rules. */
export type Generation = '20.10' | '28'

type Chains = Record<string, string[]>
type Base = { hook: string; priority: string; type: string; policy: string }

const bases: Readonly<Record<string, Record<string, Base>>> = {
  raw: { PREROUTING: { hook: 'prerouting', priority: '-300', type: 'filter', policy: 'accept' } },
  nat: {
    PREROUTING: { hook: 'prerouting', priority: '-100', type: 'nat', policy: 'accept' },
    OUTPUT: { hook: 'output', priority: '-100', type: 'nat', policy: 'accept' },
    POSTROUTING: { hook: 'postrouting', priority: '100', type: 'nat', policy: 'accept' },
  },
  filter: {
    INPUT: { hook: 'input', priority: '0', type: 'filter', policy: 'accept' },
    FORWARD: { hook: 'forward', priority: '0', type: 'filter', policy: 'drop' },
    OUTPUT: { hook: 'output', priority: '0', type: 'filter', policy: 'accept' },
  },
}

/** The IPv4 rules that an engine writes into a host for its networks and published ports, in the order that it leaves them in. */
export function dockerRules(
  generation: Generation,
  networks: readonly RuledNetwork[],
  ports: readonly RuledPort[],
  addresses: readonly { bridge: string; address: string }[],
): FirewallTable[] {
  const filter = generation === '20.10' ? filter20(networks, ports) : filter28(networks, ports)
  const raw: Chains = {
    PREROUTING: addresses.map(({ bridge, address }) => `-d ${address}/32 ! -i ${bridge} -j DROP`),
  }
  return [
    ...(generation === '28' ? [tableOf('raw', raw)] : []),
    tableOf('filter', filter),
    tableOf('nat', nat(networks, ports, generation === '20.10')),
  ]
}

function filter20(networks: readonly RuledNetwork[], ports: readonly RuledPort[]): Chains {
  const newestFirst = networks.toReversed()
  const open = newestFirst.filter(({ internal }) => !internal)
  return {
    INPUT: [],
    FORWARD: [
      '-j DOCKER-USER',
      '-j DOCKER-ISOLATION-STAGE-1',
      ...newestFirst.flatMap(({ bridge, internal }) =>
        internal
          ? [`-i ${bridge} -o ${bridge} -j ACCEPT`]
          : [
              `-o ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
              `-o ${bridge} -j DOCKER`,
              `-i ${bridge} ! -o ${bridge} -j ACCEPT`,
              `-i ${bridge} -o ${bridge} -j ACCEPT`,
            ],
      ),
    ],
    OUTPUT: [],
    'DOCKER-USER': ['-j RETURN'],
    DOCKER: ports.map(
      ({ bridge, address, port }) =>
        `-d ${address}/32 ! -i ${bridge} -o ${bridge} -p tcp -m tcp --dport ${port} -j ACCEPT`,
    ),
    'DOCKER-ISOLATION-STAGE-1': [
      ...stopInternal(newestFirst),
      ...open.map(({ bridge }) => `-i ${bridge} ! -o ${bridge} -j DOCKER-ISOLATION-STAGE-2`),
      '-j RETURN',
    ],
    'DOCKER-ISOLATION-STAGE-2': [...open.map(({ bridge }) => `-o ${bridge} -j DROP`), '-j RETURN'],
  }
}

function filter28(networks: readonly RuledNetwork[], ports: readonly RuledPort[]): Chains {
  const open = networks.filter(({ internal }) => !internal)
  return {
    INPUT: [],
    FORWARD: ['-j DOCKER-USER', '-j DOCKER-FORWARD'],
    OUTPUT: [],
    'DOCKER-USER': [],
    DOCKER: [
      ...ports.map(
        ({ bridge, address, port }) =>
          `-d ${address}/32 ! -i ${bridge} -o ${bridge} -p tcp -m tcp --dport ${port} -j ACCEPT`,
      ),
      ...open.map(({ bridge }) => `! -i ${bridge} -o ${bridge} -j DROP`),
    ],
    'DOCKER-BRIDGE': open.map(({ bridge }) => `-o ${bridge} -j DOCKER`),
    'DOCKER-CT': open.map(({ bridge }) => `-o ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`),
    'DOCKER-FORWARD': [
      ...['-j DOCKER-CT', '-j DOCKER-ISOLATION-STAGE-1', '-j DOCKER-BRIDGE'],
      ...networks.map(({ bridge, internal }) =>
        internal ? `-i ${bridge} -o ${bridge} -j ACCEPT` : `-i ${bridge} -j ACCEPT`,
      ),
    ],
    'DOCKER-ISOLATION-STAGE-1': [
      ...stopInternal(networks),
      ...open.map(({ bridge }) => `-i ${bridge} ! -o ${bridge} -j DOCKER-ISOLATION-STAGE-2`),
    ],
    'DOCKER-ISOLATION-STAGE-2': open.toReversed().map(({ bridge }) => `-o ${bridge} -j DROP`),
  }
}

const stopInternal = (networks: readonly RuledNetwork[]): string[] =>
  networks
    .filter(({ internal }) => internal)
    .flatMap(({ bridge, subnet }) => [`! -s ${subnet} -o ${bridge} -j DROP`, `! -d ${subnet} -i ${bridge} -j DROP`])

function nat(networks: readonly RuledNetwork[], ports: readonly RuledPort[], hairpin: boolean): Chains {
  const open = networks.filter(({ internal }) => !internal)
  return {
    PREROUTING: ['-m addrtype --dst-type LOCAL -j DOCKER'],
    OUTPUT: ['! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER'],
    POSTROUTING: [
      ...open.toReversed().map(({ bridge, subnet }) => `-s ${subnet} ! -o ${bridge} -j MASQUERADE`),
      ...(hairpin
        ? ports.map(
            ({ address, port }) => `-s ${address}/32 -d ${address}/32 -p tcp -m tcp --dport ${port} -j MASQUERADE`,
          )
        : []),
    ],
    DOCKER: [
      ...open.toReversed().map(({ bridge }) => `-i ${bridge} -j RETURN`),
      ...ports.map(
        ({ bridge, address, port, hostPort }) =>
          `! -i ${bridge} -p tcp -m tcp --dport ${hostPort} -j DNAT --to-destination ${address}:${port}`,
      ),
    ],
  }
}

function tableOf(name: string, chains: Chains): FirewallTable {
  return {
    ...{ backend: 'iptables-nft', family: 'ip', name, dormant: false, objects: [] },
    chains: Object.entries(chains).map(([chain, rules]) => ({
      ...{ name: chain, hook: null, priority: null, type: null, policy: null },
      ...bases[name]?.[chain],
      ...{ devices: [], policyPackets: 0, policyBytes: 0 },
      rules: rules.map((text) => ({ text, packets: 0, bytes: 0 })),
    })),
  }
}

/** A record of a namespace's rules with one more at the head of a chain. */
export function withRule(firewall: Firewall, chain: string, text: string): Firewall {
  const rule = { text, packets: 0, bytes: 0 }
  const tables = firewall.tables.map((table) => ({
    ...table,
    chains: table.chains.map((one) => (one.name === chain ? { ...one, rules: [rule, ...one.rules] } : one)),
  }))
  return { ...firewall, tables }
}

/** The rules of the engine's own resolver in a container's namespace. */
export function resolverRules(id: NamespaceId, hostId: HostId, port: number): Firewall {
  const jump = (name: string, chain: string, hook: string, priority: string, type: string | null, rules: string[]) => ({
    ...{ name: chain, hook: name === '' ? null : hook, priority: name === '' ? null : priority, type },
    ...{ policy: name === '' ? null : 'accept', devices: [], policyPackets: 0, policyBytes: 0 },
    rules: rules.map((text) => ({ text, packets: 0, bytes: 0 })),
  })
  const chains = [
    jump('base', 'OUTPUT', 'output', '-100', 'nat', ['-d 127.0.0.11/32 -j DOCKER_OUTPUT']),
    jump('base', 'POSTROUTING', 'postrouting', '100', 'nat', ['-d 127.0.0.11/32 -j DOCKER_POSTROUTING']),
    jump('', 'DOCKER_OUTPUT', '', '', null, [
      `-d 127.0.0.11/32 -p tcp -m tcp --dport 53 -j DNAT --to-destination 127.0.0.11:${port}`,
      `-d 127.0.0.11/32 -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:${port + 1}`,
    ]),
    jump('', 'DOCKER_POSTROUTING', '', '', null, [
      `-s 127.0.0.11/32 -p tcp -m tcp --sport ${port} -j SNAT --to-source :53`,
      `-s 127.0.0.11/32 -p udp -m udp --sport ${port + 1} -j SNAT --to-source :53`,
    ]),
  ]
  return {
    ...{ id, hostId },
    tables: [{ backend: 'iptables-nft', family: 'ip', name: 'nat', dormant: false, chains, objects: [] }],
  }
}
