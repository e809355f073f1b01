import type { Packet } from '../packet.ts'
import type { CompiledChain, CompiledRule, HookPlace } from './compiled-firewall.ts'

const long = 24
const indexes = new WeakMap<CompiledChain, ReadonlyMap<string, readonly number[]>>()

/** The places of the rules of a chain that this packet could match, in order; null for a short chain, where all are tried. */
export function rulesWorthTrying(chain: CompiledChain, packet: Packet, place: HookPlace): readonly number[] | null {
  if (chain.rules.length < long) return null
  let index = indexes.get(chain)
  if (!index) {
    index = indexOf(chain.rules)
    indexes.set(chain, index)
  }
  const lists: (readonly number[])[] = []
  for (const key of keysOf(packet, place)) {
    const list = index.get(key)
    if (list) lists.push(list)
  }
  const [first = [], ...others] = lists
  if (others.length === 0) return first
  return first.concat(...others).sort((one, other) => one - other)
}

function indexOf(rules: readonly CompiledRule[]): Map<string, number[]> {
  const index = new Map<string, number[]>()
  rules.forEach((rule, place) => {
    const key = keyOf(rule)
    const list = index.get(key)
    if (list) list.push(place)
    else index.set(key, [place])
  })
  return index
}

/** The one thing that the fewest packets have. */
function keyOf({ needs }: CompiledRule): string {
  if (needs?.destination) return `to ${needs.destination.text}`
  if (needs?.source) return `from ${needs.source.text}`
  if (needs?.destinationPort !== undefined) return `port ${needs.destinationPort}`
  if (needs?.inInterface !== undefined) return `in ${needs.inInterface}`
  if (needs?.outInterface !== undefined) return `out ${needs.outInterface}`
  return needs?.protocol ?? 'any'
}

const keysOf = (packet: Packet, place: HookPlace): string[] => [
  `to ${packet.destination.text}`,
  `from ${packet.source.text}`,
  `port ${packet.destinationPort}`,
  `in ${place.inInterface ?? ''}`,
  `out ${place.outInterface ?? ''}`,
  packet.protocol,
  'any',
]
