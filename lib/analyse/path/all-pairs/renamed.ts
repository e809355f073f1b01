import type { NamespaceId } from '../../../model/id.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Meeting, Pair } from './asked.ts'
import type { End, Segment } from './ground.ts'
import type { Names } from './names.ts'

/**
 * Packets of the pair that was asked, as those of another that it stands for: the addresses, interfaces and ports of that
 * one in the place of its own. MACs stay. Null where anybody else is named.
 */
export function renamed(names: Names, asked: Pair, pair: Pair): (meeting: Meeting) => Meeting | null {
  const olds = [asked.from, asked.to, ...asked.others]
  const nows = [pair.from, pair.to, ...pair.others]
  const counterpart = (of: End | Segment): End | Segment | null => {
    for (let place = 0; place < olds.length; place++) {
      const [old, now] = [olds[place], nows[place]]
      if (!old || !now) continue
      if (of === old) return now
      if (of.kind !== 'segment') continue
      const at = old.attachments.findIndex(({ segment }) => segment === of)
      if (at >= 0) return now.attachments[at]?.segment ?? null
      if (old.home === of) return now.home
    }
    return null
  }
  const renamePort = (port: number): number => (port === asked.port.port ? (pair.port.port ?? port) : port)
  const rename = (word: string, id: NamespaceId): string | null => {
    const owner = names.owner(word, id)
    if (!owner) return word
    const its = counterpart(owner.of)
    if (its === owner.of) return word
    return its && names.wordOf(its, owner.slot)
  }
  const renameIp = (ip: Ip, id: NamespaceId): Ip | null => {
    const word = rename(ip.text, id)
    return word === null ? null : ipOf(word)
  }
  const renamePacket = (packet: Packet, id: NamespaceId): Packet | null => {
    const source = renameIp(packet.source, id)
    const destination = renameIp(packet.destination, id)
    const ports = { sourcePort: renamePort(packet.sourcePort), destinationPort: renamePort(packet.destinationPort) }
    return source && destination ? { ...packet, source, destination, ...ports } : null
  }
  return ({ namespaceId, place, packet }) => {
    const its = renamePacket(packet, namespaceId)
    const devices = [place.inInterface, place.outInterface, place.physicalIn, place.physicalOut]
    const words = devices.map((name) => (name === null ? null : rename(name, namespaceId)))
    if (!its || words.some((word, at) => word === null && devices[at] !== null)) return null
    const [inInterface = null, outInterface = null, physicalIn = null, physicalOut = null] = words
    return { namespaceId, place: { ...place, inInterface, outInterface, physicalIn, physicalOut }, packet: its }
  }
}
