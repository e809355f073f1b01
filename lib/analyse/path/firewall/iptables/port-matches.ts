import type { Packet } from '../../packet.ts'
import { tcpFlags } from '../header-facts.ts'
import { type Match, unsure } from './match.ts'
import type { RuleOption } from './split-rule.ts'
import { rangeOf } from './values.ts'

/** Options of `-m tcp`, `-m udp`, `-m multiport`. */
export function portMatch({ name, negated, values }: RuleOption): Match {
  const [value = '', second = ''] = values
  switch (name) {
    case '--sport':
    case '--source-port':
      return ofPorts(value, negated, (packet, test) => test(packet.sourcePort))
    case '--dport':
    case '--destination-port':
      return ofPorts(value, negated, (packet, test) => test(packet.destinationPort))
    case '--sports':
      return ofPorts(value, negated, (packet, test) => test(packet.sourcePort))
    case '--dports':
      return ofPorts(value, negated, (packet, test) => test(packet.destinationPort))
    case '--ports':
      return ofPorts(value, negated, (packet, test) => test(packet.sourcePort) || test(packet.destinationPort))
    case '--syn':
      return (packet) => ((tcpFlags(packet) & 0x17) === 0x02) !== negated
    case '--tcp-flags': {
      const mask = flagBits(value)
      const wanted = flagBits(second)
      if (mask === null || wanted === null) return unsure(`the flags ${value} ${second} are not understood`)
      return (packet) => ((tcpFlags(packet) & mask) === wanted) !== negated
    }
    default:
      return unsure(`${name} looks at what a packet of this trace does not tell`)
  }
}

function ofPorts(
  text: string,
  negated: boolean,
  ask: (packet: Packet, test: (port: number) => boolean) => boolean,
): Match {
  const ranges: (readonly [number, number])[] = []
  for (const part of text.split(',')) {
    const range = rangeOf(part, ':', 65_535)
    if (!range) return unsure(`the ports ${text} are not understood`)
    ranges.push(range)
  }
  const test = (port: number): boolean => ranges.some(([low, high]) => port >= low && port <= high)
  return (packet) => ask(packet, test) !== negated
}

const flagValues: Readonly<Record<string, number>> = {
  FIN: 0x01,
  SYN: 0x02,
  RST: 0x04,
  PSH: 0x08,
  ACK: 0x10,
  URG: 0x20,
  ALL: 0x3f,
  NONE: 0,
}

function flagBits(text: string): number | null {
  let bits = 0
  for (const name of text.split(',')) {
    const value = flagValues[name]
    if (value === undefined) return null
    bits |= value
  }
  return bits
}
