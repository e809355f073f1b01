import { protocolNumber } from '../header-facts.ts'
import { type Match, negatedIf, unsure } from './match.ts'
import { protocolNumbers } from './protocol-numbers.ts'
import type { RuleOption } from './split-rule.ts'
import { addressTest, interfaceTest, numberOf } from './values.ts'

/** `-s -d -i -o -p -f`; null for an option that is none of them. */
export function headerMatch({ name, negated, values }: RuleOption): Match | null {
  const [value = ''] = values
  switch (name) {
    case '-s':
    case '-d': {
      const test = addressTest(value)
      if (!test) return unsure(`the address ${value} is not understood`)
      return name === '-s'
        ? (packet) => test(packet.source) !== negated
        : (packet) => test(packet.destination) !== negated
    }
    case '-i': {
      const test = interfaceTest(value)
      return (_packet, place) => test(place.inInterface) !== negated
    }
    case '-o': {
      const test = interfaceTest(value)
      return (_packet, place) => test(place.outInterface) !== negated
    }
    case '-p':
      return negatedIf(negated, protocolMatch(value))
    // No packet of a trace is a later fragment: conntrack puts them together.
    case '-f':
      return () => negated
    default:
      return null
  }
}

/** Protocol names that no packet of a trace has. */
const others: ReadonlySet<string> = new Set([
  'sctp',
  'dccp',
  'udplite',
  'ah',
  'gre',
  'igmp',
  'ipip',
  'ipencap',
  'ipv6',
  'ospf',
  'vrrp',
  'pim',
  'l2tp',
  'mh',
])

function protocolMatch(text: string): Match {
  if (text === 'all') return () => true
  const number = protocolNumbers[text] ?? numberOf(text)
  if (number === 0) return () => true
  if (number !== null) return (packet) => protocolNumber(packet) === number
  return others.has(text) ? () => false : unsure(`the protocol ${text} is not understood`)
}
