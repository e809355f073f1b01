import type { NamespaceId } from '../../../model/id.ts'
import { blockOf, contains, type IpBlock, ipOf, textOf } from '../ip.ts'
import { type Attachment, type End, type Ground, type Segment, tie } from './ground.ts'

/** Whose a name is, and which of its names: `slot` is the same for the same name of its equals. */
export type Owner = { of: End | Segment; slot: string }

/** Addresses, subnets, MACs and interfaces that belong to one end or one segment. */
export type Names = {
  /** A word of a text, as it stands in a namespace. */
  owner: (word: string, namespaceId: NamespaceId) => Owner | null
  /** The word that is somebody's name of a slot. */
  wordOf: (of: End | Segment, slot: string) => string | null
}

/** Gathers all names; what two have in common ties both. */
export function namesOf(ground: Ground): Names {
  const everywhere = new Map<string, Owner>()
  const inside = new Map<string, Owner>()
  const words = new Map<End | Segment, Map<string, string>>()
  const add = (map: Map<string, Owner>, word: string | null, owner: Owner): void => {
    if (word === null) return
    const known = map.get(word)
    if (!known) {
      map.set(word, owner)
      const own = words.get(owner.of) ?? new Map<string, string>()
      words.set(owner.of, own.set(owner.slot, word.replace(/^.* /, '')))
    } else if (known.of !== owner.of && !(known.slot === 'mac' && isOn(owner.of, known.of))) {
      tie(ground.ties, known.of, `${word} is somebody else's too`)
      tie(ground.ties, owner.of, `${word} is somebody else's too`)
    }
  }
  for (const segment of ground.segments) {
    const { bridge } = segment
    add(inside, `${bridge.namespaceId} ${bridge.name}`, { of: segment, slot: 'bridge' })
    add(everywhere, bridge.mac, { of: segment, slot: 'mac' })
    bridge.addresses.forEach(({ prefix }, at) => {
      add(everywhere, ipOf(prefix)?.text ?? null, { of: segment, slot: `address${at}` })
      addSubnet(prefix, segment, `subnet${at}`, (word, owner) => add(everywhere, word, owner))
    })
  }
  for (const end of ground.ends) {
    if (end.kind === 'host') continue
    end.attachments.forEach((attachment, at) => {
      for (const [word, slot] of wordsOf(attachment)) add(everywhere, word, { of: end, slot: `${at}.${slot}` })
      const { port, device } = attachment
      if (port) add(inside, `${port.namespaceId} ${port.name}`, { of: end, slot: `${at}.port` })
      add(inside, `${end.namespace.id} ${device.name}`, { of: end, slot: `${at}.device` })
    })
  }
  tieStrangers(ground)
  return {
    owner: (word, namespaceId) => everywhere.get(word) ?? inside.get(`${namespaceId} ${word}`) ?? null,
    wordOf: (of, slot) => words.get(of)?.get(slot) ?? null,
  }
}

/** A bridge takes the MAC of one of its ports. */
const isOn = (of: End | Segment, known: End | Segment): boolean =>
  known.kind === 'segment' && of.kind === 'container' && known.ends.includes(of)

function* wordsOf({ device, port }: Attachment): Iterable<[string, string]> {
  for (const [at, { prefix }] of device.addresses.entries()) yield [ipOf(prefix)?.text ?? prefix, `address${at}`]
  if (device.mac !== null) yield [device.mac, 'mac']
  if (port?.mac) yield [port.mac, 'portMac']
  for (const [at, { prefix }] of (port?.addresses ?? []).entries())
    yield [ipOf(prefix)?.text ?? prefix, `portAddress${at}`]
}

/** `10.0.0.0/24` with its own and its last address. Every link has fe80::/64. */
function addSubnet(prefix: string, segment: Segment, slot: string, add: (word: string, owner: Owner) => void): void {
  const block = blockOf(prefix)
  if (!block || (block.family === 'inet6' && prefix.startsWith('fe80:'))) return
  const text = textOf(block)
  add(text, { of: segment, slot })
  add(text.replace(/\/.*/, ''), { of: segment, slot: `${slot}.first` })
  if (block.family === 'inet') add(lastOf(block), { of: segment, slot: `${slot}.last` })
}

const lastOf = ({ base, length }: IpBlock): string => {
  const value = base | ((1n << BigInt(32 - length)) - 1n)
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.')
}

/** An address that lies in the subnet of a segment that its end is not on. */
function tieStrangers({ ends, segments, ties }: Ground): void {
  const subnets = segments.flatMap((segment) =>
    segment.bridge.addresses.flatMap(({ prefix }) => {
      const block = blockOf(prefix)
      return block && !prefix.startsWith('fe80:') ? [{ segment, block }] : []
    }),
  )
  for (const end of ends) {
    if (end.kind === 'host') continue
    const own = end.attachments.map(({ segment }) => segment)
    for (const { device } of end.attachments)
      for (const { prefix } of device.addresses) {
        const ip = ipOf(prefix)
        const stranger = ip && subnets.find(({ segment, block }) => contains(block, ip) && !own.includes(segment))
        if (stranger) {
          tie(ties, end, `${prefix} is in the subnet of ${stranger.segment.bridge.name}`)
          tie(ties, stranger.segment, `${prefix} of another is in its subnet`)
        }
      }
  }
}
