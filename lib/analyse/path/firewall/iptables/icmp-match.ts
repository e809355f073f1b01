import type { Packet } from '../../packet.ts'
import { type Answer, type Match, unsure } from './match.ts'
import type { RuleOption } from './split-rule.ts'
import { numberOf } from './values.ts'

const names: Readonly<Record<string, string>> = {
  'echo-request': '8',
  'echo-reply': '0',
  'destination-unreachable': '3',
  'fragmentation-needed': '3/4',
  'time-exceeded': '11',
}
const names6: Readonly<Record<string, string>> = {
  'echo-request': '128',
  'echo-reply': '129',
  'destination-unreachable': '1',
  'packet-too-big': '2',
  'time-exceeded': '3',
  'neighbour-solicitation': '135',
  'neighbor-solicitation': '135',
  'neighbour-advertisement': '136',
  'neighbor-advertisement': '136',
}

/** Types of errors that are about a packet. */
const errors: ReadonlySet<number> = new Set([3, 4, 5, 11, 12])
const errors6: ReadonlySet<number> = new Set([1, 2, 3, 4])

const whichError = { why: 'which ICMP error it is, is not known' }

/** `--icmp-type` and `--icmpv6-type`: a name, `any`, `TYPE` or `TYPE/CODE`. */
export function icmpMatch({ name, negated, values }: RuleOption): Match {
  const six = name === '--icmpv6-type'
  const [text = ''] = values
  if (text === 'any' || text === '255') return () => !negated
  const [first = '', code] = ((six ? names6 : names)[text] ?? text).split('/')
  const type = numberOf(first)
  const wantedCode = code === undefined ? null : numberOf(code)
  if (type === null || (code !== undefined && wantedCode === null))
    return unsure(`the ICMP type ${text} is not understood`)
  return (packet): Answer => {
    if (packet.role === 'error') return (six ? errors6 : errors).has(type) ? whichError : negated
    return (typeOf(packet, six) === type && (wantedCode ?? 0) === 0) !== negated
  }
}

function typeOf(packet: Packet, six: boolean): number {
  if (packet.neighbourType !== undefined) return packet.neighbourType
  if (packet.role === 'request') return six ? 128 : 8
  return six ? 129 : 0
}
