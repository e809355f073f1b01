import { describe, expect, it } from 'vitest'
import { parseNft } from '../../../../collect/parse-nft.ts'
import { HostId, namespaceId } from '../../../../model/id.ts'
import { type Ip, ipOf } from '../../ip.ts'
import type { Packet } from '../../packet.ts'
import type { CompiledFirewall, HookPlace } from '../compiled-firewall.ts'
import { createConnections } from '../connections.ts'
import { costOf } from '../cost-of.ts'
import { passHook } from '../pass-hook.ts'
import { compileNftTable } from './compile-nft.ts'
import { priorityOf } from './priority-of.ts'

const ip = (text: string): Ip => {
  const found = ipOf(text)
  if (!found) throw new Error(`${text} is no address`)
  return found
}
const id = namespaceId(HostId.parse('h'), 'host')

function firewallOf(ruleset: string): CompiledFirewall {
  const { value, problems } = parseNft(ruleset)
  expect(problems).toEqual([])
  const tables = value.map((table) => compileNftTable(table, id))
  return { namespaceId: id, tables, gap: { inet: null, inet6: null }, assumed: null, bridgeTracks: false }
}

const packetTo = (destination: string, changes: Partial<Packet> = {}): Packet => ({
  family: 'inet',
  source: ip('192.0.2.9'),
  destination: ip(destination),
  protocol: 'tcp',
  sourcePort: 40_000,
  destinationPort: 80,
  role: 'request',
  reset: false,
  size: 60,
  dontFragment: true,
  timeToLive: 63,
  mark: 0,
  about: null,
  vni: null,
  ...changes,
})

const placeAt = (changes: Partial<HookPlace>): HookPlace => ({
  hook: 'forward',
  level: 'ip',
  inInterface: null,
  outInterface: null,
  physicalIn: null,
  physicalOut: null,
  sourceMac: null,
  destinationMac: null,
  masqueradeAddress: () => ip('203.0.113.1'),
  redirectAddress: () => null,
  addressType: ({ text }) => (text === '203.0.113.1' ? 'LOCAL' : 'UNICAST'),
  ...changes,
})

/** As nft lists what Docker 29 writes with its nftables backend, for one bridge with a published port. */
const docker = `table ip docker-bridges {
	map filter-forward-in-jumps {
		type ifname : verdict
		elements = { "br-a" : jump filter-forward-in__br-a }
	}

	map filter-forward-out-jumps {
		type ifname : verdict
		elements = { "br-a" : jump filter-forward-out__br-a }
	}

	map nat-postrouting-out-jumps {
		type ifname : verdict
		elements = { "br-a" : jump nat-postrouting-out__br-a }
	}

	chain filter-FORWARD {
		type filter hook forward priority filter; policy accept;
		oifname vmap @filter-forward-in-jumps
		iifname vmap @filter-forward-out-jumps
	}

	chain nat-PREROUTING {
		type nat hook prerouting priority dstnat; policy accept;
		fib daddr type local counter packets 0 bytes 0 jump nat-prerouting-and-output
	}

	chain nat-POSTROUTING {
		type nat hook postrouting priority srcnat; policy accept;
		iifname vmap @nat-postrouting-out-jumps
	}

	chain raw-PREROUTING {
		type filter hook prerouting priority raw; policy accept;
		ip daddr 172.18.0.2 iifname != "br-a" counter packets 0 bytes 0 drop comment "DROP DIRECT ACCESS"
	}

	chain nat-prerouting-and-output {
		iifname != "br-a" tcp dport 8080 counter packets 0 bytes 0 dnat to 172.18.0.2:80 comment "DNAT"
	}

	chain filter-forward-in__br-a {
		ct state established,related counter packets 1 bytes 2 accept
		iifname "br-a" counter packets 0 bytes 0 accept comment "ICC"
		ip daddr 172.18.0.2 tcp dport 80 counter packets 0 bytes 0 accept
		counter packets 0 bytes 0 drop comment "UNPUBLISHED PORT DROP"
	}

	chain filter-forward-out__br-a {
		ct state established,related counter packets 0 bytes 0 accept
		counter packets 0 bytes 0 accept comment "OUTGOING"
	}

	chain nat-postrouting-out__br-a {
		oifname != "br-a" ip saddr 172.18.0.0/16 counter packets 0 bytes 0 masquerade
	}
}
`

describe('tables of Docker', () => {
  const firewall = firewallOf(docker)
  const forward = (port: number) =>
    passHook(
      firewall,
      createConnections(),
      placeAt({ inInterface: 'eth0', outInterface: 'br-a' }),
      packetTo('172.18.0.2', { destinationPort: port }),
    )

  it('let a published port in, and drop others by the rule that says so', () => {
    expect(forward(80)).toMatchObject({ kind: 'accepted' })
    expect(forward(81)).toMatchObject({
      kind: 'dropped',
      evidence: {
        text: 'counter drop comment "UNPUBLISHED PORT DROP"',
        see: 'nft list chain ip docker-bridges filter-forward-in__br-a',
      },
    })
  })

  it('translate what is published, and drop what comes past it', () => {
    const at = placeAt({ hook: 'prerouting', inInterface: 'eth0' })
    expect(
      passHook(firewall, createConnections(), at, packetTo('203.0.113.1', { destinationPort: 8080 })),
    ).toMatchObject({ kind: 'accepted', packet: { destination: ip('172.18.0.2'), destinationPort: 80 } })
    expect(passHook(firewall, createConnections(), at, packetTo('172.18.0.2'))).toMatchObject({ kind: 'dropped' })
  })

  it('masquerade by what a packet arrived by', () => {
    const out = packetTo('198.51.100.1', { source: ip('172.18.0.2') })
    const connections = createConnections()
    passHook(firewall, connections, placeAt({ hook: 'prerouting', inInterface: 'br-a' }), out)
    const at = placeAt({ hook: 'postrouting', inInterface: 'br-a', outInterface: 'eth0' })
    expect(passHook(firewall, connections, at, out)).toMatchObject({
      kind: 'accepted',
      packet: { source: ip('203.0.113.1') },
    })
  })
})

describe('other families', () => {
  const firewall = firewallOf(`table bridge b {
	chain f {
		type filter hook forward priority filter; policy accept;
		ether saddr 02:42:ac:11:00:02 ip daddr 10.0.0.2 drop
		vlan id 7 drop
		arp operation request arp daddr ip 10.0.0.3 drop
	}
}
table netdev n {
	chain i {
		type filter hook ingress devices = { eth0, eth1 } priority filter; policy drop;
		ip daddr 10.0.0.2 accept
	}
}
table arp a {
	chain in {
		type filter hook input priority filter; policy accept;
		arp saddr ip 10.0.0.9 drop
	}
}
`)
  const mac = '02:42:ac:11:00:02'
  const pass = (changes: Partial<HookPlace>, packet = packetTo('10.0.0.2')) =>
    passHook(firewall, createConnections(), placeAt(changes), packet).kind

  it('drop frames in a bridge by MAC, VLAN and ARP', () => {
    const port = { level: 'bridge', physicalIn: 'va', physicalOut: 'vb', vlan: null } as const
    expect(pass({ ...port, sourceMac: mac })).toBe('dropped')
    expect(pass({ ...port, sourceMac: '02:42:ac:11:00:03' })).toBe('accepted')
    expect(pass({ ...port, sourceMac: '02:42:ac:11:00:03', vlan: 7 })).toBe('dropped')
    expect(pass({ ...port, sourceMac: null })).toBe('unknown')
    const asks = (target: string) => {
      const arp = { operation: 'request', senderMac: mac, targetMac: '00:00:00:00:00:00' } as const
      return pass({ ...port, arp: { ...arp, senderAddress: ip('10.0.0.9'), targetAddress: ip(target) } })
    }
    expect([asks('10.0.0.3'), asks('10.0.0.2')]).toEqual(['dropped', 'accepted'])
  })

  it('see a device only by its own chains', () => {
    const at = (device: string) => ({ hook: 'ingress', level: 'netdev', inInterface: device }) as const
    expect(pass(at('eth1'))).toBe('accepted')
    expect(pass(at('eth1'), packetTo('10.0.0.5'))).toBe('dropped')
    expect(pass(at('eth2'), packetTo('10.0.0.5'))).toBe('accepted')
  })

  it('answer for ARP', () => {
    const arp = { operation: 'reply', senderMac: mac, targetMac: mac, targetAddress: ip('10.0.0.1') } as const
    expect(pass({ hook: 'input', level: 'arp', arp: { ...arp, senderAddress: ip('10.0.0.9') } })).toBe('dropped')
    expect(pass({ hook: 'input', level: 'arp', arp: { ...arp, senderAddress: ip('10.0.0.8') } })).toBe('accepted')
  })
})

describe('what is not understood', () => {
  const outcome = (rule: string) =>
    passHook(
      firewallOf(
        `table ip t {\n\tchain f {\n\t\ttype filter hook forward priority filter; policy accept;\n\t\t${rule}\n\t}\n}\n`,
      ),
      createConnections(),
      placeAt({ inInterface: 'a', outInterface: 'b' }),
      packetTo('10.0.0.2'),
    )

  it.each([
    '@nh,96,32 0xa000001 drop',
    'ipsec in reqid 1 drop',
    'limit rate over 10/second drop',
    'tcp dport 80 meta hour "08:00"-"18:00" drop',
    'xt match "string" drop',
    'ip daddr set 10.0.0.9',
    'queue to 1',
    'tcp dport vmap @gone',
    'numgen random mod 2 vmap { 0 : accept, 1 : drop }',
  ])('%s: unknown, with the rule as evidence', (rule) => {
    expect(outcome(rule)).toMatchObject({ kind: 'unknown', evidence: { text: rule } })
  })

  it.each([
    'udp dport 80 @nh,96,32 0xa000001 drop',
    '@nh,96,32 0xa000001 accept',
    'limit rate 10/second log prefix "x"',
    'numgen random mod 2 vmap { 0 : accept, 1 : return }',
    'limit rate over 10/second udp dport 5 drop',
  ])('%s: makes no difference', (rule) => {
    expect(outcome(rule)).toMatchObject({ kind: 'accepted' })
  })
})

it('priorities are read as numbers, in a bridge as others', () => {
  expect(['raw', 'dstnat', 'filter - 10', '-150', 'srcnat + 5'].map((text) => priorityOf(text, 'inet'))).toEqual([
    -300, -100, -10, -150, 105,
  ])
  expect(['dstnat', 'filter + 3', 'out', 'srcnat', '0'].map((text) => priorityOf(text, 'bridge'))).toEqual([
    -300, -197, 100, 300, 0,
  ])
  expect(priorityOf('sometime', 'ip')).toBeNull()
})

it('a chain of 10,000 rules and a set of as many cost much less than a hundred times what 100 do', () => {
  const address = (at: number) => `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`
  const pass = (count: number) => {
    const rules = Array.from({ length: count }, (_, at) => `\t\tip saddr ${address(at)} tcp dport ${at + 1} drop`)
    const members = Array.from({ length: count }, (_, at) => `${address(at)}/32`)
    const firewall = firewallOf(
      `table ip t {\n\tset s {\n\t\ttype ipv4_addr\n\t\tflags interval\n\t\telements = { ${members.join(', ')} }\n\t}\n\n\tchain f {\n\t\ttype filter hook forward priority filter; policy accept;\n\t\tip saddr @s drop\n${rules.join('\n')}\n\t}\n}\n`,
    )
    return () => passHook(firewall, createConnections(), placeAt({ inInterface: 'a' }), packetTo('10.0.0.2'))
  }
  const [few, many] = [pass(100), pass(10_000)]
  expect([few(), many()]).toMatchObject([{ kind: 'accepted' }, { kind: 'accepted' }])
  expect(costOf(many) / costOf(few)).toBeLessThan(20)
})

describe('a rule', () => {
  it('sets the mark of a connection, and reads it again in the same rule', () => {
    const marks = firewallOf(`table ip t {
	chain c {
		type filter hook forward priority filter; policy accept;
		ct mark set 0x00000005 meta mark set ct mark
	}
}
`)
    const connections = createConnections()
    passHook(marks, connections, placeAt({ hook: 'prerouting' }), packetTo('10.0.0.3'))
    expect(passHook(marks, connections, placeAt({}), packetTo('10.0.0.3'))).toMatchObject({
      kind: 'accepted',
      packet: { mark: 5 },
    })
  })

  it('does not take a set that is not there for a name', () => {
    const lost = firewallOf(`table inet t {
	chain c {
		type filter hook forward priority filter; policy accept;
		iifname @lost drop
	}
}
`)
    expect(passHook(lost, createConnections(), placeAt({}), packetTo('10.0.0.3')).kind).toBe('unknown')
  })

  it('is bound to every device that a name with a star stands for', () => {
    const guarded = firewallOf(`table netdev t {
	chain c {
		type filter hook ingress device "veth*" priority filter; policy drop;
	}
}
`)
    const at = (inInterface: string) =>
      passHook(
        guarded,
        createConnections(),
        placeAt({ hook: 'ingress', level: 'netdev', inInterface }),
        packetTo('10.0.0.3'),
      ).kind
    expect([at('veth1'), at('eth0')]).toEqual(['dropped', 'accepted'])
  })
})
