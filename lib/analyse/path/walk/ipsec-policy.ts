import type { Transform } from '../../../model/namespace.ts'
import { blockOf, contains } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Evidence } from '../trace.ts'
import { type Stop, stop } from './stop.ts'
import type { Trail } from './trail.ts'
import type { Space } from './world.ts'

/** Where a policy of IPsec is about what comes in, it has to come out of ESP (xfrm_policy_check); null where none stands against it. */
export function plainRefused(space: Space, direction: 'in' | 'fwd', packet: Packet, trail: Trail): Stop | null {
  if (packet.protocol === 'esp' || packet.decrypted === true) return null
  const found = policyFor(space, direction, packet, trail)
  if (found === null || found.kind === 'stopped') return found
  const { text } = found.policy
  if (!/\btmpl\b/.test(text) || /\blevel use\b/.test(text)) return null
  return stop(
    { space, packet, trail },
    'dropped',
    'rule-drop',
    `Dropped on ${space.label}: a policy of IPsec takes it only out of ESP, and it comes in plain.`,
    {
      evidence: transformEvidence(space, found.policy, 'policy'),
      toChange: 'The sender would have to encrypt it, or that policy to go.',
    },
  )
}

type Direction = 'in' | 'out' | 'fwd'

/** The policy that a packet falls under, the lowest number first; a stop where it blocks the packet, or cannot be told to be about it. */
export function policyFor(
  space: Space,
  direction: Direction,
  packet: Packet,
  trail: Trail,
): { kind: 'policy'; policy: Transform } | Stop | null {
  const { transforms } = space.namespace
  if (transforms.length === 0) return null
  const policies = transforms
    .filter((known) => known.kind === 'policy' && known.direction === direction)
    .sort((one, other) => priorityOf(one) - priorityOf(other))
  for (const policy of policies) {
    const about = isAbout(policy, packet)
    if (about === false) continue
    const at = { space, packet, trail }
    const evidence = transformEvidence(space, policy, 'policy')
    if (about === null)
      return stop(
        at,
        'unknown',
        'match-not-understood',
        `Unknown on ${space.label}: whether a policy of IPsec is about it.`,
        { evidence },
      )
    if (/\baction block\b/.test(policy.text))
      return stop(at, 'dropped', 'rule-drop', `Dropped on ${space.label}: a policy of IPsec blocks it.`, {
        evidence,
        toChange: 'That policy would have to go.',
      })
    return { kind: 'policy', policy }
  }
  return null
}

const priorityOf = ({ text }: Transform): number => Number(/\bpriority (\d+)/.exec(text)?.[1] ?? 0)

/** Null where it asks for something that is not read: a device, an interface id, a type of ICMP. */
function isAbout({ source, destination, text }: Transform, packet: Packet): boolean | null {
  const from = blockOf(source)
  const to = blockOf(destination)
  if (!from || !to || !contains(from, packet.source) || !contains(to, packet.destination)) return false
  const selector = text.replace(/ (?:dir|socket) .*$/, '')
  const wanted = text.replace(/\btmpl\b.*$/, '')
  const asked = (word: string): string | undefined => new RegExp(`\\b${word} (\\w+)`).exec(selector)?.[1]
  const [protocol, sourcePort, port] = ['proto', 'sport', 'dport'].map(asked)
  if (protocol !== undefined && protocol !== protocolWord(packet)) return false
  if (sourcePort !== undefined && Number(sourcePort) !== packet.sourcePort) return false
  if (port !== undefined && Number(port) !== packet.destinationPort) return false
  const [, mark, mask] = /\bmark (0x[0-9a-f]+|\d+)(?:\/(0x[0-9a-f]+|\d+))?/.exec(wanted) ?? []
  const bits = mask === undefined ? 0xffffffff : Number(mask)
  if (mark !== undefined && (packet.mark & bits) >>> 0 !== (Number(mark) & bits) >>> 0) return false
  return /\b(?:dev|type|code|if_id|uid) /.test(`${selector} ${/\bif_id \S+/.exec(wanted)?.[0] ?? ''}`) ? null : true
}

const protocolWord = ({ protocol, family }: Packet): string =>
  protocol === 'icmp' && family === 'inet6' ? 'ipv6-icmp' : protocol

export const transformEvidence = ({ id }: Space, { text }: Transform, what: 'policy' | 'state'): Evidence => ({
  kind: 'policy-rule',
  text,
  namespaceId: id,
  see: what === 'policy' ? 'ip xfrm policy' : 'ip xfrm state list nokeys',
})
