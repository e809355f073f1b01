import type { Container } from '../../../model/container.ts'
import type { Endpoint } from '../../../model/endpoint.ts'
import type { Network } from '../../../model/network.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { endpointsOfContainer } from '../ends/endpoints-of-container.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Evidence, Step, Verdict } from '../trace.ts'
import { findPublished } from './find-published.ts'

/** What the engine's own rules would do with a packet of a container, where only the engine told. */
export type EngineTrace = { verdict: Verdict; steps: Step[]; reaches: Container['id'] | null }

/** Said beside every such answer. */
export const engineAssumption =
  'Only the engine was read: rules, routes and sysctls that somebody changed by hand, and whether a program listens, are not seen.'

type Question = { destination: Ip; protocol: 'icmp' | 'tcp' | 'udp'; port: number }

/** From a container of a host whose kernel is not read, to an address. */
export function traceByEngine(topology: Topology, from: Container, question: Question): EngineTrace {
  const { destination } = question
  const own = attachmentsOf(topology, from)
  const target = topology.endpoints.find(
    ({ ipv4, ipv6, hostId, networkId }) =>
      [ipv4, ipv6].some((prefix) => prefix !== null && ipOf(prefix) === destination) &&
      (hostId === from.hostId || own.some(({ network }) => network.id === networkId)),
  )
  if (!target) return toElsewhere(topology, from, own, question)
  const place = indexOf(topology).network.get(target.networkId)
  const shared = own.find(({ network }) => network.id === target.networkId)
  if (shared) return onOneNetwork(from, shared.network, target, question)
  return acrossNetworks(from, own, place ?? null, target)
}

type Attachment = { endpoint: Endpoint; network: Network }

function attachmentsOf(topology: Topology, { id }: Container): Attachment[] {
  const { network } = indexOf(topology)
  return endpointsOfContainer(topology, id).flatMap((endpoint) => {
    const place = network.get(endpoint.networkId)
    return place && endpoint.origin !== 'configured' ? [{ endpoint, network: place }] : []
  })
}

function onOneNetwork(from: Container, network: Network, target: Endpoint, { protocol, port }: Question): EngineTrace {
  const evidence = networkEvidence(network)
  const step: Step = {
    kind: 'bridge',
    says: `${from.name} and ${target.ownerName} are both on network ${network.name}.`,
    evidence,
  }
  const isSelf = target.containerId === from.id
  const icc = network.options['com.docker.network.bridge.enable_icc']
  if (!isSelf && network.driver === 'bridge' && icc === 'false')
    return {
      verdict: verdictAt(
        from,
        'dropped',
        'rule-drop',
        `Dropped by the engine's rules: containers on ${network.name} may not talk to each other (icc is off).`,
        evidence,
        `${network.name} would have to be made with icc on, or both be on another network.`,
      ),
      steps: [step],
      reaches: null,
    }
  const what = protocol === 'icmp' ? 'an echo request' : `${protocol} port ${port}`
  return {
    verdict: verdictAt(
      from,
      'delivered',
      protocol === 'icmp' ? 'echo' : 'listener',
      `The engine's rules let ${what} through to ${target.ownerName} on ${network.name}.`,
      evidence,
      null,
    ),
    steps: [step],
    reaches: target.containerId,
  }
}

function acrossNetworks(
  from: Container,
  own: readonly Attachment[],
  network: Network | null,
  target: Endpoint,
): EngineTrace {
  const to = network?.name ?? 'its network'
  const evidence = network ? networkEvidence(network) : null
  const toChange = `${from.name} would have to be on ${to} too (docker network connect), or the port be published.`
  const ways = own.filter(({ network: { internal, driver } }) => !internal && driver !== 'null')
  if (ways.length === 0)
    return {
      verdict: verdictAt(
        from,
        'no-route',
        'no-route',
        `No way from ${from.name} to ${target.ownerName}: it is on internal networks only, and not on ${to}.`,
        evidence,
        toChange,
      ),
      steps: [],
      reaches: null,
    }
  const isBridge =
    network?.driver === 'bridge' && ways.some(({ network: { driver } }) => driver === 'bridge' || driver === 'overlay')
  return {
    verdict: isBridge
      ? verdictAt(
          from,
          'dropped',
          'rule-drop',
          `Dropped by the engine's rules: ${from.name} and ${target.ownerName} have no network in common, and the engine keeps bridge networks apart.`,
          evidence,
          toChange,
        )
      : verdictAt(
          from,
          'unknown',
          'fact-missing',
          `Unknown: ${from.name} and ${target.ownerName} have no network in common, and how the host routes between ${ways.map(({ network: { name } }) => name).join(', ')} and ${to} was not read.`,
          evidence,
          toChange,
        ),
    steps: [],
    reaches: null,
  }
}

/** A host's address, a published port, or the outside. */
function toElsewhere(topology: Topology, from: Container, own: readonly Attachment[], question: Question): EngineTrace {
  const { destination, protocol, port } = question
  const leads = own.some(({ network }) => !network.internal && network.driver !== 'null') || from.networkMode === 'host'
  if (!leads)
    return {
      verdict: verdictAt(
        from,
        'no-route',
        'no-route',
        `No way from ${from.name} to ${destination.text}: it is on internal networks only.`,
        null,
        `${from.name} would have to be on a network that leads outside.`,
      ),
      steps: [],
      reaches: null,
    }
  const published = findPublished(topology, destination, protocol, port)
  if (published)
    return {
      verdict: verdictAt(
        from,
        'delivered',
        'listener',
        `The engine publishes ${protocol} port ${port} of ${destination.text} for ${published.container.name}, port ${published.port.containerPort}.`,
        published.evidence,
        null,
      ),
      steps: [
        { kind: 'translate', says: `The port leads to ${published.container.name}.`, evidence: published.evidence },
      ],
      reaches: published.container.id,
    }
  return {
    verdict: verdictAt(
      from,
      'unknown',
      'outside',
      `Unknown: what is at ${destination.text} is not told by the engine.`,
      null,
      null,
    ),
    steps: [],
    reaches: null,
  }
}

const networkEvidence = ({ name, driver, internal }: Network): Evidence => ({
  kind: 'endpoint',
  text: `network ${name}: driver ${driver}${internal ? ', internal' : ''}`,
  namespaceId: null,
  see: `docker network inspect ${name}`,
})

const verdictAt = (
  from: Container,
  outcome: Verdict['outcome'],
  code: Verdict['code'],
  says: string,
  evidence: Evidence | null,
  toChange: string | null,
): Verdict => ({
  ...{ outcome, code, says, evidence, toChange, hostId: from.hostId, namespaceId: from.namespaceId },
})
