import type { Transform } from '../../../model/namespace.ts'
import { blockOf, contains } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Evidence } from '../trace.ts'
import { type Stop, stop } from './stop.ts'
import { note, type Trail } from './trail.ts'
import type { Space } from './world.ts'

/** ESP's own octets about a packet in transport mode, rounded up (RFC 4303, AES-GCM). */
const overhead = 36

type Encrypted = { kind: 'encrypted'; packet: Packet; trail: Trail }

/** What the kernel's IPsec does with a packet that leaves: the same packet in ESP, an end, or null where no policy is about it (xfrm_lookup). */
export function encryptPacket(space: Space, packet: Packet, trail: Trail): Encrypted | Stop | null {
  if (packet.protocol === 'esp') return null
  const { transforms } = space.namespace
  const policy = transforms.find(
    (known) => known.kind === 'policy' && known.direction === 'out' && isAbout(known, packet),
  )
  if (!policy) return null
  const at = { space, packet, trail }
  const evidence = evidenceOf(space, policy, 'policy')
  if (/\baction block\b/.test(policy.text))
    return stop(at, 'dropped', 'rule-drop', `Dropped on ${space.label}: a policy of IPsec blocks it.`, {
      evidence,
      toChange: 'That policy would have to go.',
    })
  const [, from, to] = /\btmpl src (\S+) dst (\S+)/.exec(policy.text) ?? []
  if (from === undefined || to === undefined) return null
  if (!hasState(transforms, from, to))
    return stop(
      at,
      'dropped',
      'encryption-unsupported',
      `Dropped on ${space.label}: it has to be encrypted, and the kernel holds no key for ESP to ${to}.`,
      {
        evidence,
        toChange: `The kernel would need ESP and the engine's key for ${to} (ip xfrm state).`,
      },
    )
  return {
    kind: 'encrypted',
    packet: {
      ...packet,
      protocol: 'esp',
      sourcePort: 0,
      destinationPort: 0,
      size: packet.size + overhead,
      inside: packet,
    },
    trail: note(trail, 'tunnel', `The kernel encrypts it (ESP) for ${to}.`, evidence),
  }
}

/** What comes out of an ESP packet at its end (esp_input); a stop where no key is there. */
export function decryptPacket(
  space: Space,
  packet: Packet,
  trail: Trail,
): { kind: 'decrypted'; packet: Packet; trail: Trail } | Stop {
  const { source, destination, inside } = packet
  const at = { space, packet, trail }
  if (!inside || !hasState(space.namespace.transforms, source.text, destination.text))
    return stop(
      at,
      'dropped',
      'encryption-unsupported',
      `Dropped on ${space.label}: its kernel holds no key for ESP from ${source.text}.`,
      {
        toChange: `The kernel would need ESP and the engine's key for ${source.text} (ip xfrm state).`,
      },
    )
  const state = space.namespace.transforms.find((known) => isState(known, source.text, destination.text))
  return {
    kind: 'decrypted',
    packet: { ...inside, source, destination, decrypted: true, mark: 0 },
    trail: note(trail, 'tunnel', 'The kernel decrypts it.', state ? evidenceOf(space, state, 'state') : null),
  }
}

const isState = ({ kind, source, destination }: Transform, from: string, to: string): boolean =>
  kind === 'state' && source === from && destination === to

const hasState = (transforms: readonly Transform[], from: string, to: string): boolean =>
  transforms.some((known) => isState(known, from, to))

function isAbout({ source, destination, text }: Transform, packet: Packet): boolean {
  const from = blockOf(source)
  const to = blockOf(destination)
  if (!from || !to || !contains(from, packet.source) || !contains(to, packet.destination)) return false
  const selector = text.replace(/\btmpl\b.*$/, '')
  const [, protocol] = /\bproto (\w+)/.exec(selector) ?? []
  const [, port] = /\bdport (\d+)/.exec(selector) ?? []
  const [, mark, mask] = /\bmark (0x[0-9a-f]+|\d+)(?:\/(0x[0-9a-f]+|\d+))?/.exec(selector) ?? []
  if (protocol !== undefined && protocol !== packet.protocol) return false
  if (port !== undefined && Number(port) !== packet.destinationPort) return false
  if (mark === undefined) return true
  const bits = mask === undefined ? 0xffffffff : Number(mask)
  return (packet.mark & bits) >>> 0 === (Number(mark) & bits) >>> 0
}

const evidenceOf = ({ id }: Space, { text }: Transform, what: 'policy' | 'state'): Evidence => ({
  kind: 'policy-rule',
  text,
  namespaceId: id,
  see: what === 'policy' ? 'ip xfrm policy' : 'ip xfrm state list nokeys',
})
