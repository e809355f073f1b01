import { describe, expect, it } from 'vitest'
import type { Firewall } from '../model/firewall.ts'
import { HostId, NamespaceId } from '../model/id.ts'
import { findNamingRules } from './find-naming-rules.ts'

const firewallOf = (...texts: string[]): Firewall => ({
  id: NamespaceId.parse('h/host'),
  hostId: HostId.parse('h'),
  tables: [
    {
      backend: 'iptables-nft',
      family: 'ip',
      name: 'filter',
      dormant: false,
      objects: [],
      chains: [
        {
          name: 'FORWARD',
          hook: 'forward',
          priority: null,
          type: 'filter',
          policy: 'DROP',
          devices: [],
          policyPackets: 0,
          policyBytes: 0,
          rules: texts.map((text) => ({ text, packets: 0, bytes: 0 })),
        },
      ],
    },
  ],
})

const names = { interfaces: ['br-1a2b'], subnets: ['172.18.0.0/16', 'fd00:18::/64'] }
const isNamed = (text: string) => findNamingRules(firewallOf(text), names).length === 1

describe('a rule names the network', () => {
  it.each([
    '-i br-1a2b -o br-1a2b -j ACCEPT',
    '! -i br-1a2b -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.0.2.1:80',
    'iifname "br-1a2b" oifname != "br-1a2b" counter accept',
    'oifname { "docker0", "br-1a2b" } drop',
    '-s 172.18.0.0/16 ! -o docker0 -j MASQUERADE',
    '-d 172.18.0.2/32 -p tcp -j ACCEPT',
    '-p tcp -j DNAT --to-destination 172.18.0.2:80',
    'ip saddr 172.18.0.0/17 accept',
    'dnat ip6 to [fd00:18::2]:80',
    'ip6 daddr fd00:18::/64 drop',
  ])('%s', (text) => expect(isNamed(text)).toBe(true))
})

describe('a rule does not', () => {
  it.each([
    '-i br-1a2b3 -j ACCEPT',
    '-i xbr-1a2b -j ACCEPT',
    '-i br-1a -j ACCEPT',
    '-s 172.180.0.0/16 -j ACCEPT',
    '-s 172.16.0.0/12 -j ACCEPT',
    '-s 0.0.0.0/0 -j ACCEPT',
    '-d 1172.18.0.2 -j ACCEPT',
    '-m comment --comment "for br-1a2b only" -j RETURN',
    'counter accept comment "172.18.0.2"',
    '-m mark --mark 0x2 -j DROP',
    '-p tcp -m tcp --dport 80 -j ACCEPT',
  ])('%s', (text) => expect(isNamed(text)).toBe(false))
})

it('says where each rule stands, in order', () => {
  const found = findNamingRules(firewallOf('-i br-1a2b -j A', '-i eth0 -j B', '-o br-1a2b -j C'), names)
  expect(found.map(({ rule }) => rule.text)).toEqual(['-i br-1a2b -j A', '-o br-1a2b -j C'])
  expect(found[0]).toMatchObject({ namespaceId: 'h/host', family: 'ip', table: 'filter', chain: 'FORWARD' })
})
