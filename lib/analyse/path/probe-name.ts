import type { ProbeResult } from '../../model/probe.ts'
import type { Topology } from '../../model/topology.ts'
import { indexOf } from '../topology-index.ts'
import type { ProbeComparison } from './compare-probe.ts'
import { findInHosts } from './ends/find-in-hosts.ts'
import { parseResolvConf } from './ends/parse-resolv-conf.ts'
import { isKnownAddress } from './is-known-address.ts'
import type { ProbePlan } from './plan-probe.ts'
import type { ProbeReport, ProbeSent } from './report-probe.ts'
import type { PathAnswer } from './trace.ts'

const timeoutMs = 3_500
const dnsPort = 53

/** The real question to the resolver that the asking namespace has; null where no name was asked for, or none of a resolver's. */
export function planNameProbe(topology: Topology, { from, to }: PathAnswer): ProbePlan | null {
  const namespace = from.namespaceId === null ? undefined : indexOf(topology).namespace.get(from.namespaceId)
  if (to.kind !== 'name' || !namespace || from.hostId === null) return null
  if (namespace.hostsFile !== null && findInHosts(namespace.hostsFile, to.label).addresses.length > 0) return null
  const [server] = namespace.resolvConf === null ? [] : parseResolvConf(namespace.resolvConf).servers
  if (server === undefined) return { kind: 'none', says: `The resolver of ${from.label} is not known.` }
  if (!isKnownAddress(topology, server))
    return { kind: 'none', says: `The resolver ${server} belongs to nothing that is known here.` }
  const question = { kind: 'dns' as const, address: server, port: dnsPort, name: to.label, timeoutMs }
  return { kind: 'send', hostId: from.hostId, namespaceId: namespace.id, question }
}

/** What the resolver said, beside what it was predicted to say. */
export function reportNameProbe(answer: PathAnswer, plan: ProbePlan, sent: ProbeSent | null): ProbeReport {
  const question = plan.kind === 'send' ? plan.question : null
  const blank = { address: question?.address ?? '', port: dnsPort, question, predicted: null }
  const notSent = plan.kind === 'none' ? plan.says : (sent?.reason ?? 'No agent that could send it is heard.')
  if (!sent?.result) return { ...blank, result: null, comparison: null, notSent, sentAt: null }
  return {
    ...blank,
    result: sent.result,
    comparison: compareNames(answer, sent.result),
    notSent: null,
    sentAt: sent.at,
  }
}

function compareNames({ branches, verdict }: PathAnswer, { outcome, code, detail }: ProbeResult): ProbeComparison {
  if (outcome !== 'answered') {
    const says = 'The resolver gave no answer: a program there would not get the name.'
    return { verdict: 'differ', believe: 'probe', says }
  }
  // It was asked for IPv4 alone.
  const predicted = [...new Set(branches.map(({ address }) => address))]
    .filter((address) => !address.includes(':'))
    .sort()
  const found = code === null && detail !== null ? detail.split(' ').sort() : []
  if (verdict.outcome === 'unknown' && predicted.length === 0)
    return { verdict: 'open', believe: 'probe', says: 'The resolver tells what the prediction cannot.' }
  if (predicted.join() === found.join())
    return { verdict: 'agree', believe: null, says: 'The resolver said what was predicted.' }
  const said = found.length > 0 ? found.join(', ') : (code ?? 'no address')
  const says = `The resolver says ${said}, and ${predicted.join(', ') || 'nothing'} was predicted. Believe the resolver: programs do.`
  return { verdict: 'differ', believe: 'probe', says }
}
