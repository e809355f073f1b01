import type { Rule } from '../../../model/namespace.ts'
import { blockOf, contains, type Ip, type IpBlock } from '../ip.ts'
import type { Protocol } from '../packet.ts'

/** What policy rules ask of a packet (`struct flowi`). */
export type Flow = {
  readonly destination: Ip
  /** Null matches `from all` alone, as the kernel's 0.0.0.0 does. */
  readonly source: Ip | null
  /** Null where nothing is told of the protocol. */
  readonly protocol: Protocol | null
  readonly sourcePort: number
  readonly destinationPort: number
  readonly mark: number
  readonly inInterface: string
  readonly outInterface: string | null
  /** The table of the VRF that the packet goes through; null outside of one, `undefined` where it is not known. */
  readonly vrfTable: string | null | undefined
}

export type PolicyAction =
  | { kind: 'table'; table: string }
  | { kind: 'vrf-table' | 'nop' }
  | { kind: 'goto'; priority: number | null }
  | { kind: 'blackhole' | 'unreachable' | 'prohibit' }

/** True or false, or why that cannot be told. */
export type RuleMatch = boolean | { why: string }

export type PolicyRule = {
  rule: Rule
  action: PolicyAction
  /** Routes with so many bits or fewer do not count. */
  suppressLength: number | null
  /** Routes through a device of this group do not count. */
  suppressGroup: string | null
  matches: (flow: Flow) => RuleMatch
}

type Test = (flow: Flow) => RuleMatch

/** A rule of `ip rule` as the kernel applies it (net/core/fib_rules.c). */
export function parsePolicyRule(rule: Rule): PolicyRule {
  const words = rule.text.split(' ')
  const tests: Test[] = []
  let action: PolicyAction = { kind: 'nop' }
  let not = false
  let suppressLength: number | null = null
  let suppressGroup: string | null = null
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const value = (): string => words[++at] ?? ''
    switch (word) {
      case 'not':
        not = true
        break
      case 'lookup':
        action = tableOf(value())
        if (action.kind === 'vrf-table') tests.push(throughVrf)
        break
      case 'goto':
        action = { kind: 'goto', priority: wholeNumber(value()) }
        break
      case 'suppress_prefixlength':
        suppressLength = wholeNumber(value())
        break
      case 'suppress_ifgroup':
        suppressGroup = value()
        break
      case 'blackhole':
      case 'unreachable':
      case 'prohibit':
      case 'nop':
        action = { kind: word }
        break
      case '[detached]':
        break
      default: {
        const why = `The word ${word} of a policy rule is not understood.`
        tests.push(selector(word, value) ?? (() => ({ why })))
      }
    }
  }
  return { rule, action, suppressLength, suppressGroup, matches: all(tests, not) }
}

const tableOf = (name: string): PolicyAction =>
  name === '[l3mdev-table]' ? { kind: 'vrf-table' } : { kind: 'table', table: name }

function all(tests: readonly Test[], not: boolean): Test {
  if (tests.length === 0) return () => !not
  return (flow) => {
    let unknown: RuleMatch | null = null
    for (const test of tests) {
      const result = test(flow)
      if (result === false) return not
      if (result !== true) unknown ??= result
    }
    return unknown ?? !not
  }
}

function selector(word: string, value: () => string): Test | null {
  switch (word) {
    case 'from':
      return inBlock(value(), (flow) => flow.source)
    case 'to':
      return inBlock(value(), (flow) => flow.destination)
    case 'iif':
      return named(value(), (flow) => flow.inInterface)
    case 'oif':
      return named(value(), (flow) => flow.outInterface)
    case 'fwmark':
      return marked(value())
    case 'ipproto':
      return ofProtocol(value())
    case 'sport':
      return inRange(value(), (flow) => flow.sourcePort)
    case 'dport':
      return inRange(value(), (flow) => flow.destinationPort)
    case 'tos':
      return hasTos(value())
    case 'uidrange':
      return ofUser(value())
    case 'tun_id':
      return hasTunnelId(value())
    default:
      return null
  }
}

function inBlock(text: string, addressOf: (flow: Flow) => Ip | null): Test {
  if (text === 'all') return () => true
  const block: IpBlock | null = blockOf(text)
  if (!block) return () => ({ why: `The prefix ${text} of a policy rule is not understood.` })
  return (flow) => {
    const address = addressOf(flow)
    return block.length === 0 || (address !== null && contains(block, address))
  }
}

const named =
  (name: string, nameOf: (flow: Flow) => string | null): Test =>
  (flow) =>
    nameOf(flow) === name

function marked(text: string): Test {
  const [mark = '', mask = '0xffffffff'] = text.split('/')
  const wanted = Number(mark)
  const bits = Number(mask)
  if (!Number.isInteger(wanted) || !Number.isInteger(bits))
    return () => ({ why: `The mark ${text} is not understood.` })
  return (flow) => ((flow.mark ^ wanted) & bits) === 0
}

const protocolNames: Record<Protocol, (family: Ip['family']) => readonly string[]> = {
  icmp: (family) => (family === 'inet' ? ['icmp', '1'] : ['ipv6-icmp', '58']),
  tcp: () => ['tcp', '6'],
  udp: () => ['udp', '17'],
  esp: () => ['esp', '50'],
}

const ofProtocol =
  (name: string): Test =>
  ({ protocol, destination }) =>
    protocol !== null && protocolNames[protocol](destination.family).includes(name)

function inRange(text: string, portOf: (flow: Flow) => number): Test {
  const [first = '', last = first] = text.split('-')
  const from = Number(first)
  const to = Number(last)
  return (flow) => portOf(flow) >= from && portOf(flow) <= to
}

/** Packets that are asked about have no type of service. */
const hasTos = (text: string): Test => {
  const wanted = Number(text)
  return () => (Number.isNaN(wanted) ? { why: `The type of service ${text} is not understood.` } : wanted === 0)
}

/** Forwarded packets count as root's (`sock_net_uid` without a socket); of those made here the user is not known. */
const ofUser = (range: string): Test => {
  const everybody = range === '0-4294967294'
  const ofRoot = range.startsWith('0-')
  return (flow) => {
    if (flow.inInterface !== 'lo') return ofRoot
    return everybody || { why: `Whether the sender is a user of ${range} is not known.` }
  }
}

const hasTunnelId =
  (id: string): Test =>
  () =>
    Number(id) === 0

const throughVrf: Test = ({ vrfTable }) => {
  if (vrfTable === undefined) return { why: 'The table of a VRF was not read.' }
  return vrfTable !== null
}

function wholeNumber(text: string): number | null {
  const number = Number(text)
  return text !== '' && Number.isInteger(number) ? number : null
}
