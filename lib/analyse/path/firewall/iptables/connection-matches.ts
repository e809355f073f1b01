import type { Packet } from '../../packet.ts'
import type { HookPlace } from '../compiled-firewall.ts'
import type { Connection, Connections, Tracking } from '../connections.ts'
import { isAssured, protocolNumber } from '../header-facts.ts'
import { type Answer, allOf, type Match, unsure } from './match.ts'
import { protocolNumbers } from './protocol-numbers.ts'
import type { RuleOption } from './split-rule.ts'
import { addressTest, maskedOf, numberOf, rangeOf } from './values.ts'

/** `-m conntrack` and `-m state`. Without a connection only a state can match, and then it is all that is asked (xt_conntrack). */
export function conntrackMatch(options: readonly RuleOption[]): Match {
  const states = options.filter(({ name }) => name === '--ctstate' || name === '--state')
  const ofState = allOf(states.map(stateMatch))
  const ofConnection = allOf(options.filter((option) => !states.includes(option)).map(ofOne))
  return (packet: Packet, place: HookPlace, connections: Connections): Answer => {
    const state = ofState(packet, place, connections)
    if (state === false) return false
    if (connections.tracking.connection === null) return states.length > 0 ? state : false
    const rest = ofConnection(packet, place, connections)
    return rest === true ? state : rest
  }
}

function stateMatch({ negated, values }: RuleOption): Match {
  const wanted = new Set((values[0] ?? '').split(','))
  return (_packet, _place, { tracking }) => hasState(tracking, wanted) !== negated
}

const hasState = ({ state, connection }: Tracking, wanted: ReadonlySet<string>): boolean =>
  wanted.has(state) ||
  (connection !== null &&
    ((connection.sourceTranslated && wanted.has('SNAT')) || (connection.destinationTranslated && wanted.has('DNAT'))))

function ofOne({ name, negated, values }: RuleOption): Match {
  const [value = ''] = values
  const not = (what: string): Match => unsure(`${what} ${value} is not understood`)
  const end = /^--ct(orig|repl)(src|dst)(port)?$/.exec(name)
  if (end) {
    const [, tuple, side, port] = end
    const of = (connection: Connection) => (tuple === 'orig' ? connection.original : connection.reply)
    if (port) {
      const range = rangeOf(value, ':', 65_535)
      if (!range) return not(name)
      const inside = (asked: number): boolean => asked >= range[0] && asked <= range[1]
      return ofConnection((connection) => {
        const { sourcePort, destinationPort } = of(connection)
        return inside(side === 'src' ? sourcePort : destinationPort) !== negated
      })
    }
    const test = addressTest(value)
    if (!test) return not(name)
    return ofConnection((connection) => {
      const { source, destination } = of(connection)
      return test(side === 'src' ? source : destination) !== negated
    })
  }
  switch (name) {
    case '--ctdir':
      return (_packet, _place, { tracking }) => (tracking.direction === value.toLowerCase()) !== negated
    case '--ctproto': {
      const number = protocolNumbers[value] ?? numberOf(value)
      if (number === null) return not(name)
      return ofConnection(({ original: { protocol, source } }) => {
        const own = protocolNumber({ protocol, family: source.family, role: 'request' })
        return (own === number) !== negated
      })
    }
    case '--ctstatus':
      return statusMatch(value, negated)
    default:
      return unsure(`${name} looks at what cannot be read`)
  }
}

function ofConnection(ask: (connection: Connection) => boolean): Match {
  return (_packet, _place, { tracking }) => tracking.connection !== null && ask(tracking.connection)
}

function statusMatch(text: string, negated: boolean): Match {
  const wanted = new Set(text.split(','))
  if (wanted.has('NONE')) return unsure('--ctstatus NONE is not understood')
  return (packet, _place, { tracking: { connection } }) =>
    connection !== null &&
    ((wanted.has('SEEN_REPLY') && connection.seenReply) ||
      (wanted.has('CONFIRMED') && connection.confirmed) ||
      (wanted.has('ASSURED') && isAssured(packet))) !== negated
}

/** `-m connmark`: without a connection never, inverted or not. */
export function connectionMarkMatch({ negated, values }: RuleOption): Match {
  const wanted = maskedOf(values[0] ?? '')
  if (!wanted) return unsure(`the mark ${values[0]} is not understood`)
  return ofConnection(({ mark }) => ((mark & wanted.mask) >>> 0 === wanted.value) !== negated)
}
