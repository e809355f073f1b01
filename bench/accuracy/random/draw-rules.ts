import fc from 'fast-check'
import { address4, address6, inContainer, joined, of, onHost, perhaps, port, seldom } from './draw-words.ts'
import type { Change } from './random-ground.ts'

const not = fc.constantFrom('', '', '', '! ')
const device = fc.oneof(of('bridge'), of('bridge'), fc.constantFrom('eth0', 'lo', 'br-+'))
const protocol = (family: 4 | 6) =>
  fc.oneof(
    joined(' -p tcp --dport ', port),
    joined(' -p udp --dport ', port),
    joined(' -p tcp ! --dport ', port),
    joined(' -p tcp -m multiport --dports ', port, ',', port),
    joined(' -p tcp --sport ', port),
    fc.constantFrom(' -p tcp', ' -p tcp --syn', ' -p udp', family === 4 ? ' -p icmp' : ' -p ipv6-icmp'),
  )
const states = fc.constantFrom('NEW', 'ESTABLISHED', 'RELATED,ESTABLISHED', 'INVALID', 'NEW,UNTRACKED', 'DNAT', 'SNAT')
const other = fc.oneof(
  joined(' -m conntrack ', not, '--ctstate ', states),
  joined(' -m conntrack --ctorigdst ', of('v4')),
  joined(' -m conntrack --ctdir ', fc.constantFrom('ORIGINAL', 'REPLY')),
  fc.constantFrom(' -m addrtype --dst-type LOCAL', ' -m addrtype ! --dst-type LOCAL', ' -m addrtype --src-type LOCAL'),
  fc.constantFrom(' -m mark --mark 0x7', ' -m mark ! --mark 0x7', ' -m length --length 1000:2000'),
  joined(' -m physdev --physdev-in ', of('port')),
  fc.constantFrom(' -m physdev --physdev-is-bridged', ' -m physdev ! --physdev-is-in'),
)

type Place = { table: string; chain: string; enters: boolean; leaves: boolean; targets: fc.Arbitrary<string> }

const verdict = fc.constantFrom(
  ...['DROP', 'DROP', 'DROP', 'ACCEPT', 'ACCEPT', 'RETURN', 'REJECT'],
  'REJECT --reject-with icmp-admin-prohibited',
  'REJECT --reject-with tcp-reset',
)
const verdict6 = fc.constantFrom('DROP', 'DROP', 'ACCEPT', 'RETURN', 'REJECT')
const untracked = fc.constantFrom('DROP', 'CT --notrack', 'ACCEPT')
const marking = fc.constantFrom('MARK --set-mark 0x7', 'DROP', 'ACCEPT', 'CONNMARK --save-mark')
const toElsewhere = fc.oneof(
  joined('DNAT --to-destination ', of('v4')),
  joined('DNAT --to-destination ', of('v4'), ':', port),
  joined('REDIRECT --to-ports ', port),
  fc.constantFrom('ACCEPT', 'RETURN'),
)
const fromElsewhere = fc.oneof(
  joined('SNAT --to-source ', of('gw4')),
  fc.constantFrom('SNAT --to-source {host.v4}', 'MASQUERADE', 'ACCEPT'),
)

const place = (
  table: string,
  chain: string,
  enters: boolean,
  leaves: boolean,
  targets: fc.Arbitrary<string>,
): Place => ({
  ...{ table, chain, enters, leaves, targets },
})

const filters = (targets: fc.Arbitrary<string>): Place[] => [
  place('filter', 'DOCKER-USER', true, true, targets),
  place('filter', 'FORWARD', true, true, targets),
  place('filter', 'INPUT', true, false, targets),
  place('filter', 'OUTPUT', false, true, targets),
]
const others: Place[] = [
  place('raw', 'PREROUTING', true, false, untracked),
  place('raw', 'OUTPUT', false, true, untracked),
  place('mangle', 'PREROUTING', true, false, marking),
  place('mangle', 'FORWARD', true, true, marking),
  place('mangle', 'POSTROUTING', false, true, marking),
  place('nat', 'PREROUTING', true, false, toElsewhere),
  place('nat', 'OUTPUT', false, true, toElsewhere),
  place('nat', 'POSTROUTING', false, true, fromElsewhere),
]

const rule = (family: 4 | 6, { table, chain, enters, leaves, targets }: Place): fc.Arbitrary<string> =>
  joined(
    `${family === 4 ? 'iptables' : 'ip6tables'} -t ${table} `,
    fc.constantFrom('-I ', '-I ', '-A '),
    chain,
    perhaps(protocol(family)),
    perhaps(joined(' ', not, fc.constantFrom('-s ', '-d '), family === 4 ? address4 : address6)),
    enters ? seldom(joined(' ', not, '-i ', device)) : '',
    leaves ? seldom(joined(' ', not, '-o ', device)) : '',
    family === 4 ? seldom(other) : '',
    ' -j ',
    targets,
  ).map(withProtocol)

/** Some targets want a protocol that has ports. */
const withProtocol = (line: string): string =>
  / -p (tcp|udp)/.test(line) || !/:\d+$|--to-ports|tcp-reset/.test(line)
    ? line
    : line.replace(/ -p \S+/, '').replace(' -j ', ' -p tcp -j ')

const anyOf = (family: 4 | 6, places: Place[]) => fc.oneof(...places.map((each) => rule(family, each)))
const whole = fc.constantFrom(
  ...['iptables -P FORWARD DROP', 'iptables -P FORWARD ACCEPT', 'iptables -P INPUT DROP', 'iptables -P OUTPUT DROP'],
  ...['iptables -t nat -F', 'iptables -F FORWARD', 'iptables -F', 'ip6tables -P FORWARD DROP'],
)

/** One rule of iptables on the host or in a container, or a policy. */
export const drawRule: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: onHost(anyOf(4, filters(verdict))) },
  { weight: 5, arbitrary: onHost(anyOf(4, others)) },
  { weight: 1, arbitrary: onHost(anyOf(6, filters(verdict6))) },
  { weight: 1, arbitrary: onHost(whole) },
  {
    weight: 2,
    arbitrary: inContainer(() => [
      anyOf(4, [...filters(verdict).slice(2), ...others.filter(({ table }) => table !== 'mangle')]),
    ]),
  },
)
