import type { Container } from '../../../model/container.ts'
import type { Endpoint } from '../../../model/endpoint.ts'
import type { Network } from '../../../model/network.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { gatewayEndpoint } from '../ends/gateway-endpoint.ts'
import { type Ip, ipOf } from '../ip.ts'
import { isLoopback4 } from '../routing/lookup-route.ts'
import type { Evidence, Step, Verdict } from '../trace.ts'
import { betweenBridges } from './between-bridges.ts'
import { type EngineAsker, engineAsker, leadingOut, onLink } from './engine-asker.ts'
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
  const asker = engineAsker(topology, from)
  if (isLoopback(destination) && !asker.isHost)
    return ended(
      asker,
      'unknown',
      'fact-missing',
      `Unknown: ${destination.text} is ${from.name} itself, and whether a program listens there is not told by the engine.`,
    )
  const target = topology.endpoints.find(
    ({ ipv4, ipv6, hostId, networkId }) =>
      [ipv4, ipv6].some((prefix) => prefix !== null && ipOf(prefix) === destination) &&
      (hostId === from.hostId || asker.attachments.some(({ network }) => network.id === networkId)),
  )
  if (!target) return toElsewhere(topology, asker, question)
  const network = indexOf(topology).network.get(target.networkId)
  if (asker.attachments.some(({ endpoint }) => endpoint.networkId === target.networkId) && network)
    return onOneNetwork(asker, network, target, question)
  return acrossNetworks(topology, asker, network ?? null, target, question)
}

const isLoopback = (ip: Ip): boolean => isLoopback4(ip) || ip.text === '::1'

function onOneNetwork(asker: EngineAsker, network: Network, target: Endpoint, question: Question): EngineTrace {
  const { container: from, attachments } = asker
  const evidence = networkEvidence(network)
  const step: Step = {
    kind: 'bridge',
    says: `${from.name} and ${target.ownerName} are both on network ${network.name}.`,
    evidence,
  }
  const isSelf = attachments.some(({ endpoint }) => endpoint.id === target.id)
  const apart = isSelf ? null : whyApart(network)
  if (apart)
    return {
      ...ended(asker, apart.outcome, apart.code, `${apart.says}.`, evidence, apart.toChange),
      steps: [step],
    }
  const what = wordsOf(question)
  return {
    ...passes(
      asker,
      question,
      `The engine's rules let ${what} through to ${target.ownerName} on ${network.name}.`,
      evidence,
    ),
    steps: [step],
    reaches: target.containerId,
  }
}

/** Why members of a network do not hear each other; null where they do. */
function whyApart({ name, driver, options }: Network): Pick<Verdict, 'outcome' | 'code' | 'says' | 'toChange'> | null {
  if (driver === 'bridge' && options['com.docker.network.bridge.enable_icc'] === 'false')
    return {
      outcome: 'dropped',
      code: 'rule-drop',
      says: `Dropped by the engine's rules: containers on ${name} may not talk to each other (icc is off)`,
      toChange: `${name} would have to be made with icc on, or both be on another network.`,
    }
  const mode = driver === 'macvlan' ? (options.macvlan_mode ?? 'bridge') : 'bridge'
  if (mode === 'bridge' || mode === 'passthru') return null
  return mode === 'private'
    ? {
        outcome: 'dropped',
        code: 'no-forwarding-entry',
        says: `Dropped by the parent of ${name}: its macvlans have mode private, and hear nothing of each other`,
        toChange: `${name} would have to be made with macvlan_mode=bridge.`,
      }
    : {
        outcome: 'unknown',
        code: 'outside',
        says: `Unknown: the macvlans of ${name} have mode ${mode}, and whether the switch sends back what is for one of them is not told`,
        toChange: null,
      }
}

function acrossNetworks(
  topology: Topology,
  asker: EngineAsker,
  network: Network | null,
  target: Endpoint,
  question: Question,
): EngineTrace {
  const { container: from, generation } = asker
  const evidence = network ? networkEvidence(network) : null
  const to = network?.name ?? 'its network'
  const toChange = `${from.name} would have to be on ${to} too (docker network connect), or the port be published.`
  const ways = leadingOut(asker)
  const isIsolated = Object.entries(network?.options ?? {}).some(
    ([key, mode]) => /\.gateway_mode_ipv[46]$/.test(key) && mode === 'isolated',
  )
  if (asker.isHost && network?.driver === 'bridge' && !isIsolated)
    return {
      ...passes(
        asker,
        question,
        `${from.name} is on its host's network, and the engine lets the host through to ${target.ownerName}.`,
        evidence,
      ),
      reaches: target.containerId,
    }
  if (ways.length === 0) return internalOnly(asker, question.destination, evidence, toChange)
  const isBridge =
    network?.driver === 'bridge' && ways.every(({ network: { driver } }) => driver === 'bridge' || driver === 'overlay')
  if (!isBridge || !network)
    return ended(
      asker,
      'unknown',
      'fact-missing',
      `Unknown: ${from.name} and ${target.ownerName} have no network in common, and how the host routes between ${ways.map(({ network: { name } }) => name).join(', ') || 'its own'} and ${to} was not read.`,
      evidence,
      toChange,
    )
  const apart = betweenBridges({
    ...{ generation, network, destination: question.destination },
    isOpen: isOpen(topology, target, question, generation),
  })
  const between = `${from.name} and ${target.ownerName} have no network in common, and ${apart.why}`
  if (apart.kind === 'dropped')
    return ended(asker, 'dropped', 'rule-drop', `Dropped by the engine's rules: ${between}.`, evidence, toChange)
  if (apart.kind === 'unknown' || isUnmasked(asker))
    return ended(
      asker,
      'unknown',
      'fact-missing',
      apart.kind === 'unknown'
        ? `Unknown: ${between}.`
        : `Unknown: ${between}, but its own addresses are not masqueraded, and whether answers find them is not told.`,
      evidence,
    )
  return {
    ...passes(asker, question, `The engine's rules let it through: ${between}.`, evidence),
    reaches: target.containerId,
  }
}

/** What a network of the mode `routed` lets in: echo requests, and what is published; up to 28 by the endpoint that is the gateway alone. */
function isOpen(
  topology: Topology,
  target: Endpoint,
  { protocol, port, destination }: Question,
  generation: number | null,
) {
  if (protocol === 'icmp') return true
  const owner = target.containerId === null ? undefined : indexOf(topology).container.get(target.containerId)
  const published = owner?.ports.some((one) => one.containerPort === port && one.protocol === protocol) ?? false
  if (!owner || !published) return false
  return (generation ?? 0) >= 29 || gatewayEndpoint(topology, owner, destination.family)?.id === target.id
}

/** Before 25 an internal network has a way out, whose end is a rule of the engine's. */
function internalOnly(asker: EngineAsker, { text }: Ip, evidence: Evidence | null, toChange: string): EngineTrace {
  const { container, generation } = asker
  if (asker.attachments.every(({ network: { driver } }) => driver === 'null'))
    return ended(
      asker,
      'no-route',
      'no-route',
      `No way from ${container.name} to ${text}: it has no network.`,
      evidence,
      toChange,
    )
  const why = `${container.name} is on internal networks only`
  if (generation === null)
    return ended(
      asker,
      'unknown',
      'fact-missing',
      `Unknown: ${why}, and the version of the engine was not told.`,
      evidence,
    )
  return generation < 25
    ? ended(
        asker,
        'dropped',
        'rule-drop',
        `Dropped by the engine's rules: ${why}, and ${text} is on none of them.`,
        evidence,
        toChange,
      )
    : ended(
        asker,
        'no-route',
        'no-route',
        `No way from ${container.name} to ${text}: it is on internal networks only.`,
        evidence,
        toChange,
      )
}

const isUnmasked = (asker: EngineAsker): boolean =>
  leadingOut(asker).some(({ network }) => network.options['com.docker.network.bridge.enable_ip_masquerade'] === 'false')

/** A host's address, a published port, or the outside. */
function toElsewhere(topology: Topology, asker: EngineAsker, question: Question): EngineTrace {
  const { destination, protocol, port } = question
  const { container: from } = asker
  const near = onLink(asker, destination)
  const toChange = `${from.name} would have to be on a network that leads outside.`
  const leads = asker.isHost || leadingOut(asker).length > 0
  if (!leads && asker.attachments.length > 0 && near === null) return internalOnly(asker, destination, null, toChange)
  const published =
    leads && !isUnmasked(asker) ? findPublished(topology, from.hostId, destination, protocol, port) : null
  if (published)
    return {
      ...passes(
        asker,
        question,
        `The engine publishes ${protocol} port ${port} of ${destination.text} for ${published.container.name}, port ${published.port.containerPort}.`,
        published.evidence,
      ),
      steps: [
        { kind: 'translate', says: `The port leads to ${published.container.name}.`, evidence: published.evidence },
      ],
      reaches: published.container.id,
    }
  const where = near === null ? '' : ` on ${near.name}`
  return ended(
    asker,
    'unknown',
    'outside',
    `Unknown: what is at ${destination.text}${where} is not told by the engine.`,
  )
}

const wordsOf = ({ protocol, port }: Question): string =>
  protocol === 'icmp' ? 'an echo request' : `${protocol} port ${port}`

const passes = (asker: EngineAsker, { protocol }: Question, says: string, evidence: Evidence | null): EngineTrace =>
  ended(asker, 'delivered', protocol === 'icmp' ? 'echo' : 'listener', says, evidence)

const networkEvidence = ({ name, driver, internal }: Network): Evidence => ({
  kind: 'endpoint',
  text: `network ${name}: driver ${driver}${internal ? ', internal' : ''}`,
  namespaceId: null,
  see: `docker network inspect ${name}`,
})

const ended = (
  { container: { hostId, namespaceId } }: EngineAsker,
  outcome: Verdict['outcome'],
  code: Verdict['code'],
  says: string,
  evidence: Evidence | null = null,
  toChange: string | null = null,
): EngineTrace => ({
  verdict: { ...{ outcome, code, says, evidence, toChange, hostId, namespaceId } },
  steps: [],
  reaches: null,
})
