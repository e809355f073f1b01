import type { HostId, NamespaceId } from '../../model/id.ts'
import type { ProbeQuestion } from '../../model/probe.ts'
import type { Topology } from '../../model/topology.ts'
import { isKnownAddress } from './is-known-address.ts'
import type { Branch, PathAnswer } from './trace.ts'

/** The real packet that asks the same as one branch of an answer, and where it is to be sent; or why none can be. */
export type ProbePlan =
  | { kind: 'send'; hostId: HostId; namespaceId: NamespaceId; question: ProbeQuestion }
  | { kind: 'none'; says: string }

/** Longer than a neighbour's silence takes to be told of, and than TCP's first two repeats. */
const timeoutMs = 3_500
/** Long enough for a greeting, and for docker-proxy to hang up where nobody is behind it. */
const listenMs = 300
/** Room for the headers of both families. */
const smallest = 64

export function planProbe(topology: Topology, { question, from }: PathAnswer, branch: Branch): ProbePlan {
  const [start] = branch.there.hops
  const hostId = start?.hostId ?? null
  const namespaceId = start?.namespaceId ?? null
  if (from.kind === 'outside' || hostId === null || namespaceId === null)
    return { kind: 'none', says: `No packet can be sent from ${from.label}: no agent is there.` }
  if (!isKnownAddress(topology, branch.address))
    return { kind: 'none', says: `No packet is sent to ${branch.address}: it belongs to nothing that is known here.` }
  const packet = packetOf(question, branch)
  return packet === null
    ? { kind: 'none', says: `No packet can be sent: it would need a port, and ${smallest} octets at least.` }
    : { kind: 'send', hostId, namespaceId, question: packet }
}

function packetOf({ protocol, size }: PathAnswer['question'], { address, port }: Branch): ProbeQuestion | null {
  if (protocol !== 'tcp' && size < smallest) return null
  if (protocol === 'icmp') return { kind: 'ping', address, sourceAddress: null, size, timeoutMs }
  if (port === null) return null
  const end = { address, port, sourceAddress: null, sourcePort: null, timeoutMs }
  return protocol === 'tcp' ? { kind: 'tcp', ...end, listenMs } : { kind: 'udp', ...end, size }
}
