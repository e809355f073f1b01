import type { Packet } from '../../packet.ts'
import type { HookPlace } from '../compiled-firewall.ts'
import type { Connections } from '../connections.ts'
import { isUnknown, type Known, type Unknown, unknown } from './seen.ts'
import type { Selector } from './selector.ts'

const most = 256

/** Every value that a concatenation may have for a packet, mostly one, and else the `doubt`; null where the packet lacks a part. */
export function seeAll(
  selectors: readonly Selector[],
  packet: Packet,
  place: HookPlace,
  connections: Connections,
): { keys: readonly (readonly Known[])[]; doubt: string | null } | Unknown | null {
  let keys: Known[][] = [[]]
  let doubt: string | null = null
  let blind: Unknown | null = null
  for (const { read } of selectors) {
    const seen = read(packet, place, connections)
    if (seen === null) return null
    if (!isUnknown(seen)) for (const key of keys) key.push(seen)
    else if (seen.candidates === null || seen.candidates.length * keys.length > most) blind = seen
    else {
      const { candidates } = seen
      doubt = seen.why
      keys = keys.flatMap((key) => candidates.map((value) => [...key, value]))
    }
  }
  return blind ? unknown(blind.why) : { keys, doubt }
}
