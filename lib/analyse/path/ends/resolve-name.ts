import type { Container } from '../../../model/container.ts'
import type { Namespace } from '../../../model/namespace.ts'
import type { Network } from '../../../model/network.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Evidence, Step } from '../trace.ts'
import { askEmbedded, askedNetworks } from './ask-embedded.ts'
import { findInHosts } from './find-in-hosts.ts'
import { isCalled, networksThatKnow } from './known-names.ts'
import { ownersOfAddress } from './owner-of-address.ts'
import { parseResolvConf, type ResolvConf } from './parse-resolv-conf.ts'
import { resolverFault } from './resolver-fault.ts'

/** `assumptions`: what resolvers that nobody reads are taken to say. */
export type NameAnswer = { steps: Step[]; assumptions: string[] } & (
  | { kind: 'found'; addresses: Ip[] }
  | { kind: 'not-found' | 'unknown'; says: string }
)

/** What one question to a resolver brings; `maybe` is what only an outside resolver can tell. */
type Reply =
  | { kind: 'found'; addresses: Ip[]; steps: Step[] }
  | { kind: 'no' | 'maybe' | 'doubt'; says: string; steps: Step[] }

type Asker = {
  topology: Topology
  namespace: Namespace
  container: Container | null
  networks: readonly Network[]
  conf: ResolvConf
  label: string
}

const embedded = '127.0.0.11'

/** The addresses of a name as programs in a namespace get them: from the hosts file, else from the resolver that resolv.conf names. Their order is no order. */
export function resolveName(topology: Topology, namespace: Namespace, text: string): NameAnswer {
  const name = text.replace(/\.$/, '')
  const asker = askerOf(topology, namespace)
  const local = namespace.hostsFile === null ? null : findInHosts(namespace.hostsFile, name)
  if (local && local.addresses.length > 0) {
    const evidence = nameEvidence(namespace, local.lines.join('\n'), see(asker, 'cat /etc/hosts'))
    const says = `The hosts file of ${asker.label} has ${name}: ${listed(local.addresses)}.`
    return { kind: 'found', addresses: local.addresses, steps: [{ kind: 'resolve', says, evidence }], assumptions: [] }
  }
  const assumptions =
    namespace.hostsFile === null ? [`The hosts file of ${asker.label}, which was not read, has no ${name}.`] : []
  if (asker.conf.servers.length === 0)
    return {
      kind: 'unknown',
      says: `the resolv.conf of ${asker.label} was not read or names no server.`,
      steps: [],
      assumptions,
    }
  return ask(asker, candidatesOf(name, text.endsWith('.'), asker.conf), assumptions)
}

function askerOf(topology: Topology, namespace: Namespace): Asker {
  const { container, host } = indexOf(topology)
  const [owner] = namespace.kind === 'host' ? [] : namespace.owners
  const asking = owner === undefined ? null : (container.get(owner) ?? null)
  const networks = asking ? askedNetworks(topology, asking) : []
  const conf = parseResolvConf(
    namespace.resolvConf ?? (networks.length > 0 ? `nameserver ${embedded}\noptions ndots:0` : ''),
  )
  return {
    topology,
    namespace,
    container: asking,
    networks,
    conf,
    label: asking?.name ?? host.get(namespace.hostId)?.name ?? 'this namespace',
  }
}

/** The names that a resolver library asks for, in its order. */
function candidatesOf(name: string, isWhole: boolean, { search, ndots }: ResolvConf): string[] {
  if (isWhole) return [name]
  const longer = search.map((domain) => `${name}.${domain}`)
  return name.split('.').length - 1 >= ndots ? [name, ...longer] : [...longer, name]
}

/** Goes on to the next candidate after a no. What only outside resolvers can tell is taken for a no where Docker itself has the name elsewhere. */
function ask(asker: Asker, candidates: readonly string[], assumptions: string[]): NameAnswer {
  const steps: Step[] = []
  let last: Exclude<Reply, { kind: 'found' }> | null = null
  let unsure: string | null = null
  for (const candidate of candidates) {
    const reply = replyTo(asker, candidate)
    steps.push(...reply.steps)
    if (reply.kind === 'doubt') return { kind: 'unknown', says: reply.says, steps, assumptions }
    if (reply.kind === 'found') {
      if (unsure !== null) assumptions.push(unsure)
      return { kind: 'found', addresses: reply.addresses, steps, assumptions }
    }
    if (reply.kind === 'maybe') unsure ??= `Resolvers outside know no ${candidate}.`
    if (!last || candidate === candidates[0]) last = reply
  }
  const [first = ''] = candidates
  const name = candidates.reduce((shortest, one) => (one.length < shortest.length ? one : shortest), first)
  const says = last?.says ?? `${name} is not found.`
  if (unsure === null) return { kind: 'not-found', says, steps, assumptions }
  const elsewhere = networksThatKnow(asker.topology, name)
  if (elsewhere.length === 0 && !isCalled(asker.topology, name)) return { kind: 'unknown', says, steps, assumptions }
  const where =
    elsewhere.length === 0
      ? 'no network knows it'
      : `only ${elsewhere.join(', ')} ${elsewhere.length === 1 ? 'knows' : 'know'} it`
  return {
    kind: 'not-found',
    says: `${asker.label} does not find ${name}: ${where}, and ${says}`,
    steps,
    assumptions: [...assumptions, unsure],
  }
}

function replyTo(asker: Asker, name: string): Reply {
  const { conf, networks, label, topology, namespace } = asker
  if (!conf.servers.includes(embedded)) return outside(asker, name)
  const fault = resolverFault(topology, namespace)
  if (fault) {
    const says = `${label} cannot ask for ${name}: ${fault.says}.`
    return { kind: 'no', says, steps: [{ kind: 'resolve', says, evidence: fault.evidence }] }
  }
  const known = askEmbedded(topology, networks, name)
  const doubt = known.find((one) => one.doubt !== null)?.doubt
  if (doubt) return { kind: 'doubt', says: doubt, steps: [] }
  if (known.length > 0) return found(asker, name, known)
  return passedOn(asker, name)
}

function found(asker: Asker, name: string, known: ReturnType<typeof askEmbedded>): Reply {
  const steps = known.map(({ network, owners, addresses, name: asked }): Step => {
    const who = [...new Set(owners.map(({ what }) => what))].join(', ')
    const evidence = nameEvidence(
      asker.namespace,
      `${asked} on ${network.name}: ${listed(addresses)}`,
      `nslookup ${name} ${embedded}`,
    )
    return {
      kind: 'resolve',
      says: `The engine's resolver answers ${asker.label} from network ${network.name}: ${name} is ${listed(addresses)} (${who}).`,
      evidence,
    }
  })
  return { kind: 'found', addresses: known.flatMap(({ addresses }) => addresses), steps }
}

/** What none of its networks knows, Docker's resolver passes on. A name without a dot stays where somebody set ndots. */
function passedOn({ conf, label, networks, namespace }: Asker, name: string): Reply {
  const where = networks.map((network) => network.name).join(', ') || 'none'
  const said = (kind: 'no' | 'maybe', text: string): Reply => {
    const evidence = nameEvidence(namespace, `no ${name} on ${where}`, `nslookup ${name} ${embedded}`)
    return { kind, says: text, steps: [{ kind: 'resolve', says: text, evidence }] }
  }
  if (conf.ndots > 0 && !name.includes('.'))
    return said(
      'no',
      `the networks of ${label} (${where}) have no ${name}, and with ndots:${conf.ndots} the engine's resolver asks nobody else.`,
    )
  if (conf.upstream?.length === 0)
    return said(
      'no',
      `the networks of ${label} (${where}) have no ${name}, and the engine's resolver has nobody else to ask.`,
    )
  const servers = conf.upstream?.join(', ') ?? "the host's resolvers"
  return said(
    'maybe',
    `the networks of ${label} (${where}) have no ${name}; the engine's resolver passes it on to ${servers}.`,
  )
}

function outside({ conf, label, topology, namespace }: Asker, name: string): Reply {
  const servers = conf.servers.join(', ')
  const says = `${label} asks ${servers} for ${name}, which know nothing of Docker's names.`
  const evidence = nameEvidence(
    namespace,
    conf.servers.map((server) => `nameserver ${server}`).join('\n'),
    'cat /etc/resolv.conf',
  )
  const steps: Step[] = [{ kind: 'resolve', says, evidence }]
  const own = conf.servers.find((server) => isOwn(topology, server))
  if (own === undefined) return { kind: 'maybe', says, steps }
  return { kind: 'doubt', says: `${label} asks ${own} for ${name}, and what that resolver knows is not read.`, steps }
}

/** A resolver that somebody runs in this very topology may know any name. */
function isOwn(topology: Topology, server: string): boolean {
  const ip = ipOf(server)
  return ip !== null && ownersOfAddress(topology, ip).some(({ containerId }) => containerId !== null)
}

const listed = (addresses: readonly Ip[]): string => addresses.map(({ text }) => text).join(', ')

const see = ({ container }: Asker, command: string): string =>
  container ? `docker exec ${container.name} ${command}` : command

const nameEvidence = ({ id }: Namespace, text: string, command: string): Evidence => ({
  kind: 'name',
  text,
  namespaceId: id,
  see: command,
})
