import type { TrafficFilter } from '../../../model/namespace.ts'
import { contains } from '../ip.ts'
import type { Frame } from './frame.ts'
import { type FilterKey, type ReadFilter, readFilter, readQueue } from './read-filter.ts'

/** What the filters at one place do with a frame, and the one that decides. `unknown`: that one is not understood, or may decide and may not. */
export type FilterAnswer = { kind: 'pass' } | { kind: 'drop' | 'unknown'; filter: TrafficFilter }

/** Asks the filters of one device and direction, in the order of tc. */
export function askFilters(filters: readonly TrafficFilter[], frame: Frame): FilterAnswer {
  let decided: { priority: number; action: 'drop' | 'pass'; filter: TrafficFilter } | null = null
  for (const filter of filters) {
    const known = readFilter(filter.text)
    if (decided && known?.priority !== decided.priority) break
    if (known === null) {
      const queue = readQueue(filter.text)
      if (queue === 'pass') continue
      return { kind: queue ?? 'unknown', filter }
    }
    const matches = isMatch(known, frame)
    if (matches === false || (matches && known.action === 'next')) continue
    if (matches === null || known.action === 'next' || (decided && decided.action !== known.action))
      return { kind: 'unknown', filter }
    decided = { priority: known.priority, action: known.action, filter }
  }
  return decided?.action === 'drop' ? { kind: 'drop', filter: decided.filter } : { kind: 'pass' }
}

/** Null where it cannot be told. */
function isMatch({ protocol, keys }: ReadFilter, frame: Frame): boolean | null {
  if (protocol !== 'all' && protocol !== etherTypeOf(frame)) return false
  const answers = keys.map((key) => isKeyMatch(key, frame))
  if (answers.includes(false)) return false
  return answers.includes(null) ? null : true
}

/** With a tag on it that is all that tc sees of a frame's protocol. */
function etherTypeOf({ vlan, payload }: Frame): 'ip' | 'ipv6' | 'arp' | 'tagged' {
  if (vlan !== null) return 'tagged'
  if (payload.kind === 'packet') return payload.packet.family === 'inet' ? 'ip' : 'ipv6'
  return payload.target.family === 'inet' ? 'arp' : 'ipv6'
}

function isKeyMatch(key: FilterKey, frame: Frame): boolean | null {
  const { payload } = frame
  const etherType = etherTypeOf(frame)
  if (etherType === 'tagged') return null
  if (key.kind === 'ether-type') return key.value === etherType
  if (etherType === 'arp') return null
  if (payload.kind === 'ask') return key.kind === 'ip-protocol' ? key.value === 'icmpv6' : null
  const { packet } = payload
  switch (key.kind) {
    case 'ip-protocol':
      return key.value === (packet.protocol === 'icmp' && packet.family === 'inet6' ? 'icmpv6' : packet.protocol)
    case 'address':
      return contains(key.block, key.of === 'source' ? packet.source : packet.destination)
    case 'port': {
      if (packet.protocol !== 'tcp' && packet.protocol !== 'udp') return false
      // Behind the first part of a packet in parts there are no ports.
      if (packet.protocol === 'udp' && !packet.dontFragment && packet.size >= smallestMtu) return null
      const port = key.of === 'source' ? packet.sourcePort : packet.destinationPort
      return port >= key.first && port <= key.last
    }
  }
}

/** Below it nothing is cut. */
const smallestMtu = 576
