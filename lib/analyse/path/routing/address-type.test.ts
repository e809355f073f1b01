import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasOwnRoutes, inside, readRouting, run, settled } from '../../../../e2e/lab/real-namespace.ts'
import { parseIptablesSave } from '../../../collect/parse-iptables-save.ts'
import { parseNft } from '../../../collect/parse-nft.ts'
import type { FirewallTable } from '../../../model/firewall.ts'
import { HostId, namespaceId } from '../../../model/id.ts'
import { compileIptables } from '../firewall/compile-iptables.ts'
import type { CompiledTable, HookPlace } from '../firewall/compiled-firewall.ts'
import { createConnections } from '../firewall/connections.ts'
import { compileNftTable } from '../firewall/nft/compile-nft.ts'
import { ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import { addressType } from './address-type.ts'

/**
 * A router counts, by one rule a type, what echo requests from its neighbour are to addresses of each kind. The same rules, as their tools list
 * them, are asked with what `addressType` makes of the router's routes.
 */
const isRoot = process.getuid?.() === 0
const router = `portolan-test-${process.pid}-type-r`
const client = `portolan-test-${process.pid}-type-c`

const types = {
  4: ['LOCAL', 'UNICAST', 'BROADCAST', 'UNREACHABLE', 'UNICAST,LOCAL', 'BLACKHOLE', 'PROHIBIT'],
  6: ['LOCAL', 'UNICAST', 'ANYCAST', 'UNREACHABLE', 'UNICAST,LOCAL', 'LOCAL,UNREACHABLE', 'MULTICAST'],
}
const nftTypes = ['local', 'unicast', 'unreachable', 'anycast', 'prohibit', 'blackhole', 'broadcast']
const destinations = {
  4: ['10.79.1.1', '10.79.2.9', '10.79.3.9', '10.79.4.9', '10.79.5.9', '10.79.6.9', '203.0.113.9'],
  6: ['fd79:1::1', 'fd79:2::9', 'fd79:3::9', 'fd79:4::9', 'fd79:5::9', 'fd79:6::9', '2001:db8::9'],
}

const setUp = `
ip link add name v netns ${client} type veth peer name v netns ${router}
for n in ${client} ${router}; do ip -n $n link set lo up; ip -n $n link set v up; done
ip -n ${client} address add 10.79.1.2/24 dev v; ip -n ${router} address add 10.79.1.1/24 dev v
ip -n ${client} address add fd79:1::2/64 dev v nodad; ip -n ${router} address add fd79:1::1/64 dev v nodad
ip -n ${client} route add default via 10.79.1.1; ip -n ${client} route add default via fd79:1::1
r() { ip -n ${router} route add "$@"; }
for end in 10.79.N.0/24 fd79:N::/64; do
  at() { echo $end | sed "s/N/$1/"; }
  r $(at 2) dev v; r unreachable $(at 3); r blackhole $(at 4); r prohibit $(at 5); r throw $(at 6)
done`

function rulesFor(six: boolean): string {
  const echo = six ? '-p ipv6-icmp -m icmp6 --icmpv6-type 128' : '-p icmp -m icmp --icmp-type 8'
  const rules = types[six ? 6 : 4].flatMap((type) =>
    ['', '! '].map((not) => `-A PREROUTING ${echo} -m addrtype ${not}--dst-type ${type}\n`),
  )
  return `*raw\n:PREROUTING ACCEPT\n${rules.join('')}COMMIT\n`
}

/** Made anew, whether or not it was there. */
const nftRules = (six: boolean): string =>
  `table ${six ? 'ip6' : 'ip'} types\ndelete table ${six ? 'ip6' : 'ip'} types\ntable ${six ? 'ip6' : 'ip'} types {\n chain c {\n type filter hook prerouting priority -300\n${nftTypes
    .map((type) => `  ${six ? 'icmpv6' : 'icmp'} type echo-request fib daddr type ${type} counter\n`)
    .join('')} }\n}\n`

const id = namespaceId(HostId.parse('host'), router)

/** The rules that counted one packet since they were loaded, and those that would. */
function compare(table: FirewallTable, compiled: CompiledTable, chain: string, packet: Packet, place: HookPlace) {
  const told = table.chains.find(({ name }) => name === chain)?.rules ?? []
  const counted = told.filter(({ packets }) => packets === 1).map(({ text }) => text)
  const rules = compiled.chains.get(chain)?.rules ?? []
  const matched = told.flatMap(({ text }, at) =>
    rules[at]?.run(packet, place, createConnections()).length ? text : [],
  )
  return { told: told.length, counted, matched }
}

const accepting = (table: FirewallTable, word: string): FirewallTable => ({
  ...table,
  chains: table.chains.map((chain) => ({
    ...chain,
    rules: chain.rules.map((rule) => ({ ...rule, text: `${rule.text} ${word}` })),
  })),
})

describe.runIf(isRoot)('what kind of address it is, beside a real kernel (as root)', () => {
  beforeAll(async () => {
    for (const name of [client, router]) run('ip', ['netns', 'add', name])
    const made = run('sh', ['-c', setUp])
    expect(made.errors).toBe('')
    inside(router, ['sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'])
    await settled(() => hasOwnRoutes(router, ['v']) && hasOwnRoutes(client, ['v']))
  }, 20_000)
  afterAll(() => {
    for (const name of [client, router]) run('ip', ['netns', 'delete', name])
  })

  it.each([
    ...destinations[4].map((destination) => ({ destination, six: false })),
    ...destinations[6].map((destination) => ({ destination, six: true })),
  ])('$destination', ({ destination, six }) => {
    const word = six ? 'ip6tables' : 'iptables'
    inside(router, [`${word}-nft-restore`], rulesFor(six))
    inside(router, ['nft', '-f', '-'], nftRules(six))
    inside(client, ['ping', '-q', '-c', '1', '-W', '0.1', destination])
    const saved = parseIptablesSave(inside(router, [`${word}-nft-save`, '-c']).out, six ? 'ip6' : 'ip', 'iptables-nft')
    const raw = saved.value.find(({ name }) => name === 'raw') ?? expect.fail('no table raw')
    const listed = parseNft(inside(router, ['nft', 'list', 'table', six ? 'ip6' : 'ip', 'types']).out)
    const native = listed.value[0] ?? expect.fail('no table of nft')
    const routing = readRouting(router)
    const place: HookPlace = {
      ...{ hook: 'prerouting', level: 'ip', inInterface: 'v', outInterface: null, physicalIn: null, physicalOut: null },
      ...{ sourceMac: null, destinationMac: null, masqueradeAddress: () => null, redirectAddress: () => null },
      addressType: (ip) => addressType(routing, ip),
    }
    const packet: Packet = {
      ...{ family: six ? 'inet6' : 'inet', protocol: 'icmp', sourcePort: 0, destinationPort: 0, role: 'request' },
      ...{ reset: false, size: 84, dontFragment: true, timeToLive: 64, mark: 0, about: null, vni: null },
      source: ipOf(six ? 'fd79:1::2' : '10.79.1.2') ?? expect.fail(),
      destination: ipOf(destination) ?? expect.fail(),
    }
    const legacy = compare(raw, compileIptables(accepting(raw, '-j ACCEPT'), id), 'PREROUTING', packet, place)
    expect(legacy.told).toBe(types[six ? 6 : 4].length * 2)
    expect(legacy.matched).toEqual(legacy.counted)
    const nft = compare(native, compileNftTable(accepting(native, 'accept'), id), 'c', packet, place)
    expect(nft.told).toBe(nftTypes.length)
    expect(nft.matched).toEqual(nft.counted)
    expect(nft.counted).toHaveLength(1)
  })
})
