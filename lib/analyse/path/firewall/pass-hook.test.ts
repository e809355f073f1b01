import { describe, expect, it } from 'vitest'
import { parseIptablesSave } from '../../../collect/parse-iptables-save.ts'
import { HostId, namespaceId } from '../../../model/id.ts'
import { ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import { compileIptables } from './compile-iptables.ts'
import type { CompiledFirewall, HookOutcome, HookPlace } from './compiled-firewall.ts'
import { createConnections } from './connections.ts'
import { costOf } from './cost-of.ts'
import { passHook } from './pass-hook.ts'

const namespace = namespaceId(HostId.parse('host'), 'place')

function rulesOf(save: string, family: 'ip' | 'ip6' = 'ip'): CompiledFirewall {
  const tables = parseIptablesSave(save, family, 'iptables-nft').value
  return {
    namespaceId: namespace,
    tables: tables.map((table) => compileIptables(table, namespace)),
    gap: { inet: null, inet6: null },
    assumed: null,
    bridgeTracks: false,
  }
}

const ip = (text: string) => ipOf(text) ?? expect.fail(`${text} is no address`)

const packet = (changed: Partial<Packet> & { from: string; to: string }): Packet => {
  const { from, to, ...others } = changed
  return {
    family: from.includes(':') ? 'inet6' : 'inet',
    source: ip(from),
    destination: ip(to),
    protocol: 'tcp',
    sourcePort: 40_000,
    destinationPort: 80,
    role: 'request',
    reset: false,
    size: 60,
    dontFragment: true,
    timeToLive: 64,
    mark: 0,
    about: null,
    vni: null,
    ...others,
  }
}

const place = (hook: HookPlace['hook'], inInterface: string | null, outInterface: string | null): HookPlace => ({
  hook,
  level: 'ip',
  inInterface,
  outInterface,
  physicalIn: null,
  physicalOut: null,
  sourceMac: null,
  destinationMac: null,
  masqueradeAddress: () => null,
  redirectAddress: () => null,
  addressType: () => 'UNICAST',
})

const through = (outcome: HookOutcome): Packet =>
  outcome.kind === 'accepted' ? outcome.packet : expect.fail(JSON.stringify(outcome.says))

const turned = (sent: Packet): Packet => ({
  ...sent,
  source: sent.destination,
  destination: sent.source,
  sourcePort: sent.destinationPort,
  destinationPort: sent.sourcePort,
  role: 'reply',
})

/** What an engine writes into a container for its own resolver, as iptables-save prints it. */
const resolver = `*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:DOCKER_OUTPUT - [0:0]
:DOCKER_POSTROUTING - [0:0]
-A OUTPUT -d 127.0.0.11/32 -j DOCKER_OUTPUT
-A POSTROUTING -d 127.0.0.11/32 -j DOCKER_POSTROUTING
-A DOCKER_OUTPUT -d 127.0.0.11/32 -p tcp -m tcp --dport 53 -j DNAT --to-destination 127.0.0.11:35531
-A DOCKER_OUTPUT -d 127.0.0.11/32 -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:41363
-A DOCKER_POSTROUTING -s 127.0.0.11/32 -p tcp -m tcp --sport 35531 -j SNAT --to-source :53
-A DOCKER_POSTROUTING -s 127.0.0.11/32 -p udp -m udp --sport 41363 -j SNAT --to-source :53
COMMIT
`

describe('a packet at the hooks', () => {
  it('keeps its connection over the loopback device, and its answer comes from where it was sent to', () => {
    const firewall = rulesOf(resolver)
    const connections = createConnections()
    const asked = packet({ from: '127.0.0.1', to: '127.0.0.11', protocol: 'udp', destinationPort: 53 })
    const pass = (at: Packet, ...places: HookPlace[]) =>
      places.reduce((now, each) => through(passHook(firewall, connections, each, now)), at)
    const ways = () => [
      place('output', null, 'lo'),
      place('postrouting', null, 'lo'),
      place('prerouting', 'lo', null),
      place('input', 'lo', null),
    ]
    const arrived = pass(asked, ...ways())
    expect(arrived).toMatchObject({ destination: ip('127.0.0.11'), destinationPort: 41_363, source: ip('127.0.0.1') })
    const answer = pass(turned(arrived), ...ways())
    expect(answer).toMatchObject({ source: ip('127.0.0.11'), sourcePort: 53, destinationPort: 40_000 })
    expect(connections.describe()).toHaveLength(1)
  })

  it('has a fate that is known where a doubtful rule changes nothing, and unknown where it does', () => {
    const rules = (last: string) => `*filter
:FORWARD DROP [0:0]
-A FORWARD -p tcp -m limit --limit 3/min -j DROP
-A FORWARD -p tcp -m tcp --dport 80 -j ${last}
COMMIT
`
    const at = place('forward', 'a', 'b')
    const sent = packet({ from: '10.0.0.2', to: '10.0.0.3' })
    expect(passHook(rulesOf(rules('DROP')), createConnections(), at, sent).kind).toBe('dropped')
    expect(passHook(rulesOf(rules('ACCEPT')), createConnections(), at, sent)).toMatchObject({
      kind: 'unknown',
      evidence: { text: '-A FORWARD -p tcp -m limit --limit 3/min -j DROP', see: 'iptables -t filter -S FORWARD' },
    })
  })

  it.each(['NOTRACK', 'CONNMARK --set-xmark 0x1/0xffffffff'])(
    'has no known fate where a doubtful rule leaves something with its connection: %s',
    (target) => {
      const rules = `*raw
:PREROUTING ACCEPT [0:0]
-A PREROUTING -m recent --rcheck --name DEFAULT --rsource -j ${target}
COMMIT
*mangle
:PREROUTING ACCEPT [0:0]
-A PREROUTING -m recent --rcheck --name DEFAULT --rsource -j ${target}
COMMIT
`
      const sent = packet({ from: '10.0.0.2', to: '10.0.0.3' })
      expect(passHook(rulesOf(rules), createConnections(), place('prerouting', 'a', null), sent).kind).toBe('unknown')
    },
  )

  it('has a size that rules may ask for only where somebody asked for one', () => {
    const rules = (range: string) => `*filter
:FORWARD ACCEPT [0:0]
-A FORWARD -p tcp -m length --length ${range} -j DROP
COMMIT
`
    const fate = (range: string, anySize: boolean) =>
      passHook(
        rulesOf(rules(range)),
        createConnections(),
        place('forward', 'a', 'b'),
        packet({ from: '10.0.0.2', to: '10.0.0.3', anySize }),
      ).kind
    expect([fate('61:65535', false), fate('61:65535', true)]).toEqual(['accepted', 'unknown'])
    expect([fate('0:39', true), fate('40:65535', true)]).toEqual(['accepted', 'dropped'])
  })

  it('is redirected to an address of its own family', () => {
    const firewall = rulesOf(
      `*nat
:PREROUTING ACCEPT [0:0]
-A PREROUTING -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 15001
COMMIT
`,
      'ip6',
    )
    const at: HookPlace = {
      ...place('prerouting', 'eth0', null),
      redirectAddress: (family) => ip(family === 'inet6' ? 'fd00::1' : '10.0.0.1'),
    }
    const sent = packet({ from: 'fd00::2', to: 'fd00::3' })
    expect(through(passHook(firewall, createConnections(), at, sent))).toMatchObject({
      destination: ip('fd00::1'),
      destinationPort: 15_001,
    })
  })

  it('that a bridge handed up has no port that it leaves by, and no word about one matches (xt_physdev)', () => {
    const rules = (match: string) => `*filter
:FORWARD ACCEPT [0:0]
-A FORWARD -m physdev ${match} -j DROP
COMMIT
`
    const fate = (match: string, physicalIn: string | null) =>
      passHook(
        rulesOf(rules(match)),
        createConnections(),
        { ...place('forward', 'br0', 'eth0'), physicalIn },
        packet({ from: '10.0.0.2', to: '10.0.0.3' }),
      ).kind
    expect([fate('! --physdev-out veth2', 'veth1'), fate('! --physdev-out veth2', null)]).toEqual([
      'accepted',
      'dropped',
    ])
    expect([fate('--physdev-in veth1', 'veth1'), fate('--physdev-in veth1', null)]).toEqual(['dropped', 'accepted'])
  })

  it('that answers nothing is INVALID', () => {
    const firewall = rulesOf(`*filter
:FORWARD ACCEPT [0:0]
-A FORWARD -m conntrack --ctstate INVALID -j DROP
COMMIT
`)
    const connections = createConnections()
    const answer = packet({ from: '10.0.0.3', to: '10.0.0.2', role: 'reply' })
    through(passHook(firewall, connections, place('prerouting', 'b', null), answer))
    expect(passHook(firewall, connections, place('forward', 'b', 'a'), answer).kind).toBe('dropped')
  })

  it('of an encrypted overlay is known by its network', () => {
    const firewall = rulesOf(`*filter
:OUTPUT ACCEPT [0:0]
-A OUTPUT -p udp -m udp --dport 4789 -m u32 --u32 "0x0>>0x16&0x3c@0xc&0xffffff00=0x100400" -j DROP
-A OUTPUT -p udp -m udp --dport 4789 -m bpf --bytecode "7,32 0 0 4294963252,7 0 0 0,64 0 0 4,116 0 0 8,21 1 0 4101,6 0 0 0,6 0 0 4294967295" -j DROP
COMMIT
`)
    const fate = (vni: number | null) =>
      passHook(
        firewall,
        createConnections(),
        place('output', null, 'eth0'),
        packet({ from: '198.51.100.1', to: '198.51.100.2', protocol: 'udp', destinationPort: 4789, vni }),
      ).kind
    expect([4100, 4101, 4102, null].map(fate)).toEqual(['dropped', 'dropped', 'accepted', 'unknown'])
  })

  it('of IPv6 meets the rules of IPv6 alone', () => {
    const firewall = rulesOf(
      `*filter
:INPUT ACCEPT [0:0]
-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 128 -j REJECT --reject-with icmp6-port-unreachable
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
-A PREROUTING ! -s fe80::/10 -p tcp -m tcp --dport 80 -j DNAT --to-destination [fd00::5]:8080
COMMIT
`,
      'ip6',
    )
    const arriving = place('prerouting', 'eth0', null)
    const sent = packet({ from: 'fd00::2', to: 'fd00::1' })
    expect(through(passHook(firewall, createConnections(), arriving, sent))).toMatchObject({
      destination: ip('fd00::5'),
      destinationPort: 8080,
    })
    const echo = packet({ from: 'fd00::2', to: 'fd00::1', protocol: 'icmp', sourcePort: 0, destinationPort: 0 })
    expect(passHook(firewall, createConnections(), place('input', 'eth0', null), echo)).toMatchObject({
      kind: 'rejected',
      how: 'icmp6-port-unreachable',
    })
    const four = packet({ from: '10.0.0.2', to: '10.0.0.1', protocol: 'icmp', sourcePort: 0, destinationPort: 0 })
    expect(passHook(firewall, createConnections(), place('input', 'eth0', null), four).kind).toBe('accepted')
  })

  it('passes a chain of 10,000 rules at much less than a hundred times the cost of one of 100', () => {
    const send = (count: number) => {
      const mappings = Array.from({ length: count }, (_, at) => {
        const address = `172.${20 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}`
        return `-A FORWARD -d ${address}/32 ! -i br0 -o br0 -p tcp -m tcp --dport ${1000 + at} -j ACCEPT`
      })
      const firewall = rulesOf(`*filter\n:FORWARD DROP [0:0]\n${mappings.join('\n')}\nCOMMIT\n`)
      const last = `172.20.${((count - 1) >> 8) & 255}.${(count - 1) & 255}`
      const sent = packet({ from: '10.0.0.2', to: last, destinationPort: 999 + count })
      return () => passHook(firewall, createConnections(), place('forward', 'eth0', 'br0'), sent)
    }
    const [few, many] = [send(100), send(10_000)]
    expect([few().kind, many().kind]).toEqual(['accepted', 'accepted'])
    expect(costOf(many) / costOf(few)).toBeLessThan(20)
  })
})
