import type { Namespace } from '../../../model/namespace.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { ipOf } from '../ip.ts'
import { smallPacket } from '../question.ts'
import type { Evidence } from '../trace.ts'
import { traceFlow } from '../walk/trace-flow.ts'
import { worldOf } from '../walk/world.ts'
import { socketsGap } from './sockets-gap.ts'

type ResolverFault = { says: string; evidence: Evidence | null }

/**
 * Why nobody answers at 127.0.0.11 in a container: the engine's sockets or the rules that lead port 53 to them are gone, or other rules there stop what goes to
 * them. Null where it answers, or where that was not read.
 */
export function resolverFault(topology: Topology, namespace: Namespace): ResolverFault | null {
  const { interfacesOfNamespace, gapsOf } = indexOf(topology)
  const gaps = gapsOf.get(namespace.id) ?? []
  if ((interfacesOfNamespace.get(namespace.id)?.length ?? 0) === 0) return null
  const listens = namespace.sockets.some(({ address, protocol }) => address === '127.0.0.11' && protocol === 'udp')
  if (!listens && socketsGap(topology, namespace.id) === null)
    return { says: "the engine's resolver does not listen at 127.0.0.11 there", evidence: null }
  const firewall = topology.firewalls.find(({ id }) => id === namespace.id)
  if (!firewall || gaps.some(({ source }) => /tables|nft/.test(source))) return null
  const leads = firewall.tables.some(({ chains }) =>
    chains.some(({ rules }) => rules.some(({ text }) => text.includes('127.0.0.11') && /dnat/i.test(text))),
  )
  if (leads) return stoppedQuestion(topology, namespace)
  const rule = '-A DOCKER_OUTPUT -d 127.0.0.11/32 -p udp -m udp --dport 53 -j DNAT'
  const says = `no rule leads port 53 of 127.0.0.11 to the engine's resolver: ${rule} is missing`
  const see = 'iptables -t nat -S DOCKER_OUTPUT'
  return {
    says,
    evidence: { kind: 'firewall-rule', text: 'no DNAT rule for 127.0.0.11', namespaceId: namespace.id, see },
  }
}

/** A question to the resolver goes by the loopback device, through the container's own rules. */
function stoppedQuestion(topology: Topology, namespace: Namespace): ResolverFault | null {
  const world = worldOf(topology)
  const space = world.space(namespace.id)
  const destination = ipOf('127.0.0.11')
  if (!space || space.blind !== null || !destination) return null
  const flow = { destination, protocol: 'udp' as const, port: 53, size: smallPacket }
  const verdicts = traceFlow(world, { origin: { kind: 'space', space, source: null }, ...flow }).map(
    ({ verdict }) => verdict,
  )
  const [first] = verdicts
  if (!first || verdicts.some(({ outcome }) => outcome === 'delivered' || outcome === 'unknown')) return null
  return { says: first.says.replace(/\.$/, ''), evidence: first.evidence }
}
