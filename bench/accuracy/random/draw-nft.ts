import fc from 'fast-check'
import { address4, inContainer, joined, of, onHost, perhaps, port, seldom } from './draw-words.ts'
import type { Change } from './random-ground.ts'

const kind = fc.oneof(
  joined(' tcp dport ', port),
  joined(' udp dport ', port),
  joined(' tcp dport { ', port, ', 7104-7120 }'),
  joined(' th dport ', port),
  fc.constantFrom(' meta l4proto icmp', ' icmp type echo-request', ' tcp flags syn', ' meta l4proto { tcp, udp }'),
)
const ends = joined(' ip ', fc.constantFrom('saddr ', 'daddr ', 'saddr != '), address4)
const state = fc.constantFrom(' ct state new', ' ct state established', ' ct state invalid', ' ct direction reply')
const final = fc.constantFrom(
  ' drop',
  ' drop',
  ' counter drop',
  ' accept',
  ' reject',
  ' reject with icmpx admin-prohibited',
)
const priority = fc.constantFrom('-310', '-150', 'filter - 5', 'filter', '10', '200')

const table = (family: string, head: fc.Arbitrary<string>, ...rules: fc.Arbitrary<string>[]) =>
  joined(
    `nft table ${family} portolan_random { chain own`,
    fc.nat({ max: 99 }).map(String),
    ' { type ',
    head,
    ';',
    ...rules,
    '; }; }',
  )

const filter = (hooks: string[]) => joined('filter hook ', fc.constantFrom(...hooks), ' priority ', priority)
const hooks = ['prerouting', 'forward', 'forward', 'input', 'output', 'postrouting']
const inet = table(
  'inet',
  filter(hooks),
  perhaps(joined(' iifname "', of('bridge'), '"')),
  perhaps(ends),
  kind,
  seldom(state),
  final,
)
const ip = table('ip', filter(hooks), ends, perhaps(kind), final)
const bridge = table(
  'bridge',
  filter(['prerouting', 'forward', 'forward', 'input', 'output', 'postrouting']),
  perhaps(joined(' iifname "', of('port'), '"')),
  fc.oneof(
    kind,
    ends,
    joined(' ether daddr ', of('mac')),
    fc.constant(' ether type arp'),
    joined(' oifname "', of('port'), '"'),
  ),
  fc.constantFrom(' drop', ' accept'),
)
const netdev = table(
  'netdev',
  joined('filter hook ', fc.constantFrom('ingress', 'egress'), ' device "', of('port'), '" priority 0'),
  fc.oneof(kind, ends, fc.constant(' arp operation request')),
  fc.constantFrom(' drop', ' accept'),
)
const translate = table(
  'ip',
  joined('nat hook ', fc.constantFrom('prerouting', 'output'), ' priority dstnat ', fc.constantFrom('- 5', '+ 5')),
  perhaps(joined(' ip daddr ', of('v4'))),
  joined(fc.constantFrom(' tcp', ' udp'), ' dport ', port, ' dnat to ', of('v4'), fc.constantFrom('', ':7001')),
)
const arp = table(
  'arp',
  fc.constantFrom('filter hook input priority 0', 'filter hook output priority 0'),
  joined(' arp operation ', fc.constantFrom('request', 'reply'), ' drop'),
)

/** A table of nft's own, of any family. */
export const drawTable: fc.Arbitrary<Change> = fc.oneof(
  onHost(inet),
  onHost(ip),
  onHost(bridge),
  onHost(netdev),
  onHost(translate),
  inContainer(() => [fc.oneof(inet, ip, arp)]),
)
