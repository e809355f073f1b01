import fc from 'fast-check'

/** Rule sets as `iptables-restore` reads them, and packets to send through, for tests beside a real kernel. */

const hosts = ['10.77.1.2', '10.77.1.2', '10.77.2.2', '10.77.1.1', '10.77.2.1', '10.77.2.2', '10.77.2.3', '10.77.9.9']
const port = fc.constantFrom(80, 81, 82, 90)
const address = fc.constantFrom(
  ...hosts,
  '10.77.1.0/24',
  '10.77.2.0/24',
  '10.77.0.2/255.255.0.255',
  '10.77.2.2/31',
  '0.0.0.0/0',
)
const not = fc.constantFrom('', '', '', '! ')
const mark = fc.constantFrom('0x1', '0x2', '0x3/0xff', '0x0/0x1', '0x10/0xf0')
const states = fc.constantFrom(
  'NEW',
  'ESTABLISHED',
  'RELATED',
  'RELATED,ESTABLISHED',
  'INVALID',
  'UNTRACKED',
  'NEW,UNTRACKED',
  'DNAT',
  'SNAT',
  'INVALID,NEW',
)

const joined = (...parts: (string | fc.Arbitrary<unknown>)[]): fc.Arbitrary<string> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''))

const tcpMatch = fc.oneof(
  joined(' ', not, '--dport ', port),
  joined(' ', not, '--sport ', fc.constantFrom('80', '81', '20000:26000', '1024:')),
  joined(' -m multiport ', not, '--dports ', fc.constantFrom('80,82', '81:90', '80,85:99')),
  joined(' -m multiport ', not, '--ports ', fc.constantFrom('80,82', '81:90')),
)
const flags = fc.constantFrom(
  ' --syn',
  ' ! --syn',
  ' --tcp-flags SYN,ACK SYN,ACK',
  ' --tcp-flags RST RST',
  ' ! --tcp-flags ALL SYN',
)
const protocol = fc.oneof(
  fc.constant(''),
  fc.constant(''),
  joined(' -p tcp', fc.oneof(tcpMatch, flags, fc.constant(''))),
  joined(' -p udp', tcpMatch),
  joined(' ', not, '-p ', fc.constantFrom('tcp', 'udp', 'icmp', '47', 'sctp')),
  joined(' -p icmp --icmp-type ', fc.constantFrom('8', '0', 'any')),
)
const inMatch = joined(' ', not, '-i ', fc.constantFrom('c', 'c', 's', 'c+', 'docker0'))
const outMatch = joined(' ', not, '-o ', fc.constantFrom('s', 's', 'c', 's+', 'docker0'))
const other = fc.oneof(
  joined(' -m conntrack ', not, '--ctstate ', states),
  joined(' -m conntrack ', not, '--ctorigdst ', fc.constantFrom(...hosts)),
  joined(' -m conntrack ', not, '--ctorigdstport ', port),
  joined(' -m conntrack ', not, '--ctreplsrc ', fc.constantFrom(...hosts)),
  joined(' -m conntrack --ctdir ', fc.constantFrom('ORIGINAL', 'REPLY')),
  joined(' -m conntrack ', not, '--ctstatus ', fc.constantFrom('SEEN_REPLY', 'CONFIRMED')),
  joined(' -m conntrack --ctstate ', states, ' --ctproto ', fc.constantFrom('tcp', 'udp')),
  joined(' -m state --state ', fc.constantFrom('NEW', 'ESTABLISHED', 'INVALID', 'UNTRACKED')),
  joined(' -m mark ', not, '--mark ', mark),
  joined(' -m connmark ', not, '--mark ', mark),
  joined(' -m addrtype ', not, '--dst-type ', fc.constantFrom('LOCAL', 'UNICAST', 'BROADCAST,LOCAL')),
  joined(' -m addrtype ', not, '--src-type ', fc.constantFrom('LOCAL', 'UNICAST')),
  joined(' -m iprange ', not, fc.constantFrom('--src-range', '--dst-range'), ' 10.77.1.2-10.77.2.2'),
  joined(' -m length ', not, '--length ', fc.constantFrom('0:40', '50:60', '29:35')),
  joined(' -m ttl ', fc.constantFrom('--ttl-eq 64', '--ttl-lt 64', '--ttl-gt 63')),
  joined(' -m tos ', not, '--tos ', fc.constantFrom('0x10', '0x00/0xff')),
  joined(' -m physdev ', not, '--physdev-is-in'),
  joined(' -m pkttype ', not, '--pkt-type unicast'),
  joined(' -m comment --comment "it\'s -j \\"DROP\\""'),
  joined(' -m statistic --mode random --probability 0.5'),
)

/** Which of the matches a chain allows; rules with ports keep their protocol first. */
const matches = (inbound: boolean, outbound: boolean): fc.Arbitrary<string> =>
  fc
    .tuple(
      protocol,
      fc.option(joined(' ', not, '-s ', address), { nil: '', freq: 1 }),
      fc.option(joined(' ', not, '-d ', address), { nil: '', freq: 1 }),
      inbound ? fc.option(inMatch, { nil: '', freq: 1 }) : fc.constant(''),
      outbound ? fc.option(outMatch, { nil: '', freq: 1 }) : fc.constant(''),
      fc.oneof(fc.constant(''), fc.constant(''), other),
    )
    // `! -s 0.0.0.0/0` is refused.
    .map((parts) => parts.join('').replace('! -s 0.0.0.0/0', '').replace('! -d 0.0.0.0/0', ''))

const filterTargets = fc.oneof(
  { weight: 4, arbitrary: fc.constant('ACCEPT') },
  { weight: 3, arbitrary: fc.constant('DROP') },
  { weight: 2, arbitrary: fc.constant('RETURN') },
  { weight: 2, arbitrary: fc.constantFrom('ONE', 'TWO') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'LOG',
      'REJECT',
      'REJECT --reject-with icmp-host-unreachable',
      'REJECT --reject-with icmp-port-unreachable',
    ),
  },
)
const markTargets = fc.oneof(
  fc.constantFrom(
    'MARK --set-mark 1',
    'MARK --set-xmark 0x3/0xff',
    'MARK --or-mark 0x10',
    'MARK --and-mark 0xf0',
    'CONNMARK --set-mark 2',
  ),
  fc.constantFrom(
    'CONNMARK --save-mark',
    'CONNMARK --restore-mark',
    'CONNMARK --set-xmark 0x1/0x3',
    'ACCEPT',
    'DROP',
    'RETURN',
  ),
)
const server = fc.constantFrom('10.77.2.2', '10.77.2.3', '10.77.2.1')
const destinationTargets = fc.oneof(
  joined('DNAT --to-destination ', server),
  joined('DNAT --to-destination ', server, ':', port),
  joined('DNAT --to-destination :', port),
  joined('REDIRECT --to-ports ', port),
  fc.constantFrom('REDIRECT', 'NETMAP --to 10.77.2.0/29', 'ACCEPT', 'RETURN', 'ONE'),
)
const sourceTargets = fc.oneof(
  fc.constantFrom('MASQUERADE', 'SNAT --to-source 10.77.2.1', 'SNAT --to-source 10.77.1.1'),
  fc.constantFrom('ACCEPT', 'RETURN', 'ONE'),
)

/** Ports ask for a protocol, a reset for TCP. */
const rule = (chain: string, match: fc.Arbitrary<string>, target: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(match, target, fc.constantFrom('-j', '-j', '-g')).map(([asked, action, how]) => {
    const needsPorts = /:\d+$|REDIRECT --to/.test(action) && !/ -p (tcp|udp)/.test(asked.replace(/! -p \w+/, ''))
    const bare = asked.replace(/ (! )?-p \w+( --icmp-type \w+)?/, '')
    const way = action === 'ONE' || action === 'TWO' ? how : '-j'
    return `-A ${chain}${needsPorts ? ` -p udp${bare}` : asked} ${way} ${action}`
  })

const rules = (chain: string, inbound: boolean, outbound: boolean, target: fc.Arbitrary<string>, most: number) =>
  fc.array(rule(chain, matches(inbound, outbound), target), { maxLength: most })

/** More than a chain has to have to be searched by index. */
const longRules = fc.array(rule('FORWARD', matches(true, true), filterTargets), { minLength: 30, maxLength: 40 })

const plain = fc.constantFrom('ACCEPT', 'DROP', 'RETURN', 'RETURN')
const policy = fc.constantFrom('ACCEPT', 'ACCEPT', 'DROP')
/** Packets that tell when all others are through pass everywhere, untouched. */
const sentinel = (...chains: string[]): string[] =>
  chains.flatMap((chain) => ['--dport', '--sport'].map((side) => `-A ${chain} -p udp -m udp ${side} 9999 -j ACCEPT`))

const table = (name: string, head: string[], parts: readonly string[][]): string =>
  [`*${name}`, ...head, ...parts.flat(), 'COMMIT', ''].join('\n')

const raw = fc
  .tuple(
    rules(
      'PREROUTING',
      true,
      false,
      fc.constantFrom('NOTRACK', 'CT --notrack', 'ACCEPT', 'DROP', 'RETURN', 'MARK --set-mark 2'),
      1,
    ),
    rules('OUTPUT', false, true, fc.constantFrom('NOTRACK', 'ACCEPT', 'RETURN'), 1),
  )
  .map(([before, out]) =>
    table(
      'raw',
      [':PREROUTING ACCEPT', ':OUTPUT ACCEPT'],
      [sentinel('PREROUTING', 'OUTPUT'), before.filter((each) => !each.includes('-j MARK')), out],
    ),
  )
const mangle = fc
  .tuple(
    rules('PREROUTING', true, false, markTargets, 2),
    rules('FORWARD', true, true, markTargets, 2),
    rules('POSTROUTING', false, true, markTargets, 1),
  )
  .map((parts) =>
    table(
      'mangle',
      ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'].map((chain) => `:${chain} ACCEPT`),
      [sentinel('PREROUTING', 'FORWARD', 'POSTROUTING'), ...parts],
    ),
  )
const nat = fc
  .tuple(
    rules('PREROUTING', true, false, destinationTargets, 3),
    rules('POSTROUTING', false, true, sourceTargets, 2),
    rules(
      'ONE',
      false,
      false,
      plain.filter((target) => target !== 'DROP'),
      2,
    ),
  )
  .map((parts) =>
    table(
      'nat',
      [...['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'].map((chain) => `:${chain} ACCEPT`), ':ONE -'],
      [sentinel('PREROUTING', 'POSTROUTING'), ...parts],
    ),
  )
const filter = fc
  .tuple(
    policy,
    policy,
    fc.oneof(rules('FORWARD', true, true, filterTargets, 5), longRules),
    rules('INPUT', true, false, filterTargets, 3),
    rules('OUTPUT', false, true, filterTargets, 2),
    rules('ONE', false, false, fc.oneof(plain, fc.constant('TWO')), 3),
    rules('TWO', false, false, plain, 3),
  )
  .map(([forward, input, ...parts]) =>
    table(
      'filter',
      [`:FORWARD ${forward}`, `:INPUT ${input}`, ':OUTPUT ACCEPT', ':ONE -', ':TWO -'],
      [sentinel('FORWARD', 'INPUT', 'OUTPUT'), ...parts],
    ),
  )

const packet = fc.record({
  protocol: fc.constantFrom('tcp' as const, 'udp' as const),
  destination: fc.constantFrom('10.77.2.2', '10.77.2.2', '10.77.2.3', '10.77.1.1', '10.77.2.1', '10.77.9.9'),
  destinationPort: fc.constantFrom(80, 81, 82, 90),
})

export const ruleSets = fc.record({
  text: fc.tuple(raw, mangle, nat, filter).map((tables) => tables.join('')),
  packets: fc.array(packet, { minLength: 16, maxLength: 16 }),
})
