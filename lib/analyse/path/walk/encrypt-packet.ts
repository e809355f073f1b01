import type { Transform } from '../../../model/namespace.ts'
import type { Packet } from '../packet.ts'
import { policyFor, transformEvidence } from './ipsec-policy.ts'
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
  const found = policyFor(space, 'out', packet, trail)
  if (found === null || found.kind === 'stopped') return found
  const { policy } = found
  const at = { space, packet, trail }
  const evidence = transformEvidence(space, policy, 'policy')
  const [, from, to] = /\btmpl src (\S+) dst (\S+)/.exec(policy.text) ?? []
  if (from === undefined || to === undefined) return null
  if (!/\bmode transport\b/.test(policy.text))
    return stop(
      at,
      'unknown',
      'match-not-understood',
      `Unknown on ${space.label}: a policy of IPsec sends it on in another mode than transport, which is not followed.`,
      { evidence },
    )
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
    trail: note(trail, 'tunnel', 'The kernel decrypts it.', state ? transformEvidence(space, state, 'state') : null),
  }
}

const isState = ({ kind, source, destination }: Transform, from: string, to: string): boolean =>
  kind === 'state' && source === from && destination === to

const hasState = (transforms: readonly Transform[], from: string, to: string): boolean =>
  transforms.some((known) => isState(known, from, to))
