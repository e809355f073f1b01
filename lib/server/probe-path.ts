import { planProbe } from '../analyse/path/plan-probe.ts'
import { type ProbeSent, reportProbe } from '../analyse/path/report-probe.ts'
import { PathProbe } from '../api/path-contract.ts'
import { badPath, ok, tooMany } from '../api/respond.ts'
import type { Topology } from '../model/topology.ts'
import { askAgentOf } from './ask-agent-of.ts'
import { failureOf, traceQuery } from './path-answer.ts'
import type { Server } from './the-server.ts'

/** Has a real packet sent that asks the same as one branch of an answer, and sets what came of it beside the prediction. */
export async function probePath(
  { live, probes }: Server,
  topology: Topology,
  query: URLSearchParams,
): Promise<Response> {
  const traced = traceQuery(topology, query)
  if (traced.kind === 'refused') return badPath(failureOf(traced))
  const { answer } = traced
  const branch = answer.branches[Number(query.get('branch') ?? 0)] ?? answer.branches[0]
  if (!branch) return ok(PathProbe, { ...nothing, notSent: 'No packet is sent: the question came to no address.' })
  const plan = planProbe(topology, answer, branch)
  if (plan.kind === 'none') return ok(PathProbe, reportProbe(answer, branch, plan, null))
  const waitMs = probes.enter()
  if (waitMs !== null)
    return tooMany('More packets were asked for than are sent in that time. Wait a moment.', Math.ceil(waitMs / 1000))
  const asked = await askAgentOf(live, plan.hostId, (agent) => agent.probe(plan.namespaceId, plan.question))
  const sent: ProbeSent = asked.ok ? asked.value : { result: null, reason: asked.reason, at: 0 }
  return ok(PathProbe, reportProbe(answer, branch, plan, sent))
}

const nothing = { address: '', port: null, question: null, result: null, comparison: null, sentAt: null }
