import { blockOf, type IpBlock } from '../ip.ts'

/** One filter of tc whose every word is understood. */
export type ReadFilter = {
  /** Of a classifier's priority; filters of the same one stand in no order. */
  priority: number
  /** EtherType that it looks at. */
  protocol: 'all' | 'ip' | 'ipv6' | 'arp'
  keys: FilterKey[]
  /** `next`: the following filter is asked. */
  action: 'drop' | 'pass' | 'next'
}

export type FilterKey =
  | { kind: 'ether-type'; value: 'ip' | 'ipv6' | 'arp' }
  | { kind: 'ip-protocol'; value: 'tcp' | 'udp' | 'icmp' | 'icmpv6' }
  | { kind: 'address'; of: 'source' | 'destination'; block: IpBlock }
  | { kind: 'port'; of: 'source' | 'destination'; first: number; last: number }

const head =
  /^filter (?:parent \S+ )?protocol (all|ip|ipv6|arp) pref (\d+) (matchall|flower) chain 0 handle \S+ (.*?)action order 1: gact action (drop|pass|continue)(?: random type none pass val 0)? index \d+ ref \d+ bind \d+$/

/** Of the hardware, which has no say here. */
const flags = ['not_in_hw', 'skip_hw']

const actions = { drop: 'drop', pass: 'pass', continue: 'next' } as const

/** Null where a word of it is not understood: another classifier, another action, a key that nobody reads here. */
export function readFilter(text: string): ReadFilter | null {
  const [, protocol = '', priority = '', , keyText = '', action = ''] = head.exec(text.trim()) ?? []
  if (!isProtocol(protocol) || !isAction(action)) return null
  const keys = readKeys(
    keyText
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '' && !flags.includes(word)),
  )
  return keys === null ? null : { priority: Number(priority), protocol, keys, action: actions[action] }
}

function readKeys(words: readonly string[]): FilterKey[] | null {
  const keys: FilterKey[] = []
  for (let at = 0; at < words.length; at += 2) {
    const key = readKey(words[at] ?? '', words[at + 1] ?? '')
    if (key === null) return null
    keys.push(key)
  }
  return keys
}

function readKey(name: string, value: string): FilterKey | null {
  switch (name) {
    case 'eth_type':
      return etherTypes[value] ? { kind: 'ether-type', value: etherTypes[value] } : null
    case 'ip_proto':
      return value === 'tcp' || value === 'udp' || value === 'icmp' || value === 'icmpv6'
        ? { kind: 'ip-protocol', value }
        : null
    case 'src_ip':
    case 'dst_ip': {
      const block = blockOf(value)
      return block ? { kind: 'address', of: name === 'src_ip' ? 'source' : 'destination', block } : null
    }
    case 'src_port':
    case 'dst_port': {
      const [, first = '', last = first] = /^(\d+)(?:-(\d+))?$/.exec(value) ?? []
      if (first === '') return null
      return {
        kind: 'port',
        of: name === 'src_port' ? 'source' : 'destination',
        first: Number(first),
        last: Number(last),
      }
    }
    default:
      return null
  }
}

const etherTypes: Record<string, 'ip' | 'ipv6' | 'arp' | undefined> = { ipv4: 'ip', ipv6: 'ipv6', arp: 'arp' }

const isProtocol = (word: string): word is ReadFilter['protocol'] => ['all', 'ip', 'ipv6', 'arp'].includes(word)
const isAction = (word: string): word is keyof typeof actions => Object.hasOwn(actions, word)

/** What a sending queue that imitates a bad line does with everything: null where that is left to chance or to its rate. */
export function readQueue(text: string): 'drop' | 'pass' | null {
  const [, delay, loss] =
    /^qdisc netem root refcnt \d+ limit \d+( delay \S+(?: \d\S*)?)?( loss 100%)?(?: seed \d+)?$/.exec(text) ?? []
  if (loss !== undefined) return 'drop'
  return delay === undefined ? null : 'pass'
}
