import type { Container } from '../../../model/container.ts'
import type { HostId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import { hostSight } from '../../host-sight.ts'
import { indexOf } from '../../topology-index.ts'
import type { FoundEnd } from '../ends/found-end.ts'
import { type Ip, ipOf } from '../ip.ts'
import { overallVerdict } from '../overall-verdict.ts'
import type { Branch, PathAnswer, Verdict } from '../trace.ts'
import { engineAsker } from './engine-asker.ts'
import { engineAssumption, traceByEngine } from './trace-by-engine.ts'

type Found = Extract<FoundEnd, { kind: 'found' }>
type Answer = Pick<PathAnswer, 'resolution' | 'branches' | 'assumptions' | 'verdict' | 'basis'>

/** The answer out of what the engine tells, where that is all that is read of the asker's host; null where its kernel is read, or it is no container. */
export function answerByEngine(
  topology: Topology,
  asked: PathAnswer['question'],
  from: Found,
  to: Found,
): Answer | null {
  const id = from.end.kind === 'container' ? from.end.containerId : null
  const container = id === null ? undefined : indexOf(topology).container.get(id)
  if (!container) return null
  const unread = kernelUnread(topology, container.hostId)
  if (unread === null) return null
  const destinations = destinationsOf(topology, container, to)
  const branches = destinations.map((destination) => branchTo(topology, container, destination, asked))
  const failures = destinations.length > 0 ? [] : [nowhere(container, to)]
  return {
    ...{ resolution: [], branches, assumptions: [engineAssumption, unread], basis: 'engine' },
    verdict: overallVerdict([...failures, ...branches.map(({ verdict }) => verdict)]),
  }
}

/** Why the engine alone tells of a host's containers: no kernel is seen, or no namespace but the host's own may be entered. Null where more is read, or less. */
function kernelUnread(topology: Topology, hostId: HostId): string | null {
  const { engine, kernel } = hostSight(topology, hostId)
  if (engine !== null) return null
  const status = indexOf(topology).status.get(hostId)
  return kernel ?? (status?.sight === 2 ? `Containers are not seen from within. ${status.kernel.detail}` : null)
}

/** The addresses on a network in common, else all that the end has; of a name those that the engine's resolver knows by it. */
function destinationsOf(topology: Topology, container: Container, { end, places }: Found): Ip[] {
  const own = new Set(engineAsker(topology, container).attachments.map(({ network }) => network.id))
  const isMeant = (names: readonly string[], owner: Container['id'] | null): boolean =>
    end.kind === 'name' ? names.includes(end.label) : owner !== null && owner === end.containerId
  const near = topology.endpoints
    .filter(
      ({ networkId, names, aliases, containerId }) =>
        own.has(networkId) && isMeant([...names, ...aliases], containerId),
    )
    .flatMap(({ ipv4, ipv6 }) => [ipv4 ?? ipv6].flatMap((prefix) => (prefix === null ? [] : (ipOf(prefix) ?? []))))
  return near.length > 0 ? near : places.flatMap(({ addresses }) => addresses.slice(0, 1))
}

function branchTo(topology: Topology, container: Container, destination: Ip, asked: PathAnswer['question']): Branch {
  const { verdict, steps, reaches } = traceByEngine(topology, container, {
    destination,
    protocol: asked.protocol,
    port: asked.port ?? 0,
  })
  const hop = {
    ...{ hostId: container.hostId, namespaceId: container.namespaceId, arrivesBy: null, leavesBy: null, steps },
    packet: `${asked.protocol} ${container.name} -> ${destination.text}${asked.port === null ? '' : `:${asked.port}`}`,
  }
  return { address: destination.text, port: asked.port, there: { hops: [hop], verdict }, back: null, verdict, reaches }
}

const nowhere = ({ name, hostId, namespaceId }: Container, { end }: Found): Verdict => ({
  ...{ outcome: 'unknown', code: 'name-unknown', hostId, namespaceId, evidence: null, toChange: null },
  says: `Unknown: the engine tells of nothing called ${end.label} that ${name} has a network in common with.`,
})
