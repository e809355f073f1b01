import fc from 'fast-check'
import type { Interface } from '../../../model/interface.ts'
import type { Namespace } from '../../../model/namespace.ts'
import type { Topology } from '../../../model/topology.ts'
import { withRule } from './docker-rules.ts'

/** For tests: one thing that somebody changes on a host or in a container. */
export type Change = (topology: Topology) => Topology

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]

const addressesOf = ({ interfaces }: Topology): string[] =>
  interfaces.flatMap(({ addresses }) =>
    addresses.flatMap(({ prefix, family, scope }) =>
      family === 'inet' && scope === 'global' ? [prefix.replace(/\/.*/, '')] : [],
    ),
  )

const bridgesOf = ({ interfaces }: Topology): string[] =>
  interfaces.flatMap(({ type, name }) => (type.kind === 'bridge' ? [name] : []))

const chains = ['DOCKER-USER', 'FORWARD', 'INPUT', 'OUTPUT', 'PREROUTING', 'POSTROUTING', 'DOCKER']
const targets = [
  'DROP',
  'REJECT --reject-with icmp-port-unreachable',
  'ACCEPT',
  'RETURN',
  'MARK --set-xmark 0x1/0xffffffff',
]
const ports = [80, 5432, 6379, 8080, 9100, 22, 32_768, 32_771]

const number = fc.nat(1000)

/** A rule with a random choice of matches. */
const rule = fc
  .record({
    chain: fc.constantFrom(...chains),
    from: fc.option(number),
    to: fc.option(number),
    into: fc.option(number),
    port: fc.option(fc.constantFrom(...ports)),
    length: fc.constantFrom(32, 32, 24, 26, 16),
    target: fc.constantFrom(...targets),
    negated: fc.boolean(),
    host: fc.boolean(),
    place: number,
  })
  .map(
    ({ chain, from, to, into, port, length, target, negated, host, place }): Change =>
      (topology) => {
        const [addresses, bridges] = [addressesOf(topology), bridgesOf(topology)]
        const text = [
          ...(from === null ? [] : [`-s ${masked(pick(addresses, from) ?? '10.0.0.1', length)}`]),
          ...(to === null ? [] : [`-d ${masked(pick(addresses, to) ?? '10.0.0.1', length)}`]),
          ...(into === null ? [] : [`${negated ? '! ' : ''}-i ${pick(bridges, into) ?? 'docker0'}`]),
          ...(port === null ? [] : [`-p tcp -m tcp --dport ${port}`]),
          `-j ${target}`,
        ].join(' ')
        const { namespaceId } = topology.hosts[0] ?? {}
        const inside = pick(
          topology.firewalls.filter(({ id }) => id !== namespaceId),
          place,
        )
        const id = host || !inside ? namespaceId : inside.id
        return withFirewall(topology, id, chain, text)
      },
  )

/** The kernel keeps prefixes without the bits beyond their length. */
function masked(address: string, length: number): string {
  const octets = address.split('.').map(Number)
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0)
  const size = 2 ** (32 - length)
  const base = Math.floor(value / size) * size
  const text = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join('.')
  return `${text}/${length}`
}

const withFirewall = (topology: Topology, id: string | null | undefined, chain: string, text: string): Topology => ({
  ...topology,
  firewalls: topology.firewalls.map((one) => (one.id === id ? withRule(one, chain, text) : one)),
})

const translation = fc
  .record({
    from: number,
    to: number,
    port: fc.constantFrom(...ports),
    other: fc.constantFrom(...ports),
    any: fc.boolean(),
  })
  .map(
    ({ from, to, port, other, any }): Change =>
      (topology) => {
        const addresses = addressesOf(topology)
        const match = any ? '' : `-d ${pick(addresses, from) ?? '10.0.0.1'}/32 `
        const text = `${match}-p tcp -m tcp --dport ${port} -j DNAT --to-destination ${pick(addresses, to) ?? '10.0.0.1'}:${other}`
        return withFirewall(topology, topology.hosts[0]?.namespaceId, 'PREROUTING', text)
      },
  )

const lostRule = fc.tuple(number, number).map(
  ([table, at]): Change =>
    (topology) => ({
      ...topology,
      firewalls: topology.firewalls.map((one, place) =>
        place > 0
          ? one
          : {
              ...one,
              tables: one.tables.map((each, number) =>
                number === table % one.tables.length
                  ? {
                      ...each,
                      chains: each.chains.map((chain) => ({
                        ...chain,
                        rules: chain.rules.filter((_, index) => index !== at % (chain.rules.length + 1)),
                      })),
                    }
                  : each,
              ),
            },
      ),
    }),
)

const changeSpace = (change: (namespace: Namespace, topology: Topology, more: number) => Namespace) =>
  fc.tuple(number, number).map(
    ([at, more]): Change =>
      (topology) => {
        const chosen = pick(topology.namespaces, at)
        return {
          ...topology,
          namespaces: topology.namespaces.map((one) => (one === chosen ? change(one, topology, more) : one)),
        }
      },
  )

const changeInterface = (change: (device: Interface, topology: Topology, more: number) => Interface) =>
  fc.tuple(number, number).map(
    ([at, more]): Change =>
      (topology) => {
        const chosen = pick(topology.interfaces, at)
        return {
          ...topology,
          interfaces: topology.interfaces.map((one) => (one === chosen ? change(one, topology, more) : one)),
        }
      },
  )

const route = (destination: string, type: string, gateway: string | null): Namespace['routes'][number] => ({
  ...{ family: 'inet', table: 'main', type, destination, gateway, device: type === 'unicast' ? 'eth0' : null },
  ...{ source: null, protocol: 'static', scope: 'global', metric: null, mtu: null, flags: [], nextHops: [] },
})

/** Changes of every kind that the pairs have to tell apart. */
export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: rule },
  translation,
  lostRule,
  changeSpace((one, _, more) => ({ ...one, routes: one.routes.filter((__, at) => at !== more % one.routes.length) })),
  changeSpace((one, topology, more) => ({
    ...one,
    routes: [
      route(masked(pick(addressesOf(topology), more) ?? '10.0.0.1', more % 2 ? 32 : 26), 'blackhole', null),
      ...one.routes,
    ],
  })),
  changeSpace((one, topology, more) => {
    const [to, by] = [pick(addressesOf(topology), more), pick(addressesOf(topology), more * 7)]
    return { ...one, routes: [route(masked(to ?? '10.0.0.1', 32), 'unicast', by ?? null), ...one.routes] }
  }),
  changeSpace((one, topology, more) => ({
    ...one,
    neighbours: [
      {
        ...{ family: 'inet', address: pick(addressesOf(topology), more) ?? '10.0.0.1', mac: '02:00:00:00:00:99' },
        ...{ device: 'eth0', state: ['PERMANENT'], proxy: false },
      },
    ],
  })),
  changeSpace((one, _, more) => ({ ...one, fdb: one.fdb.filter((__, at) => at !== more % (one.fdb.length + 1)) })),
  changeSpace((one, _, more) => {
    const name = pick(Object.keys(one.sysctls), more) ?? 'net.ipv4.ip_forward'
    return { ...one, sysctls: { ...one.sysctls, [name]: one.sysctls[name] === '1' ? '0' : '1' } }
  }),
  changeSpace((one) => ({ ...one, sockets: one.sockets.map((socket) => ({ ...socket, address: '127.0.0.1' })) })),
  changeInterface((device) => ({ ...device, up: !device.up })),
  changeInterface((device) => ({ ...device, mtu: 60 })),
  changeInterface((device) => ({ ...device, masterId: null, bridgePort: null })),
  changeInterface((device) => ({
    ...device,
    bridgePort: device.bridgePort && { ...device.bridgePort, isolated: true },
  })),
  changeInterface((device, topology, more) => ({
    ...device,
    addresses: [
      ...device.addresses,
      { prefix: `${pick(addressesOf(topology), more) ?? '10.0.0.1'}/24`, family: 'inet', scope: 'global', flags: [] },
    ],
  })),
)
