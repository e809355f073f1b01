import { tracePath } from '../analyse/path/trace-path.ts'
import { PathProbes } from '../api/path-contract.ts'
import { badPath, ok, tooMany } from '../api/respond.ts'
import { packetsOf, planProbes, sendProbes } from '../ask/send-probes.ts'
import type { Topology } from '../model/topology.ts'
import { pathQuestion, readPathQuery } from '../view/path-query.ts'
import { failureOf } from './path-answer.ts'
import type { Server } from './the-server.ts'

/** Has real packets sent that ask the same as an answer: the name of its resolver, and one branch; what came of them is set beside the prediction. */
export async function probePath(
  { live, probes }: Server,
  topology: Topology,
  query: URLSearchParams,
): Promise<Response> {
  const question = pathQuestion(readPathQuery(query))
  const answer = 'kind' in question ? question : tracePath(topology, question)
  if ('kind' in answer) return badPath(failureOf(answer))
  const branch = answer.branches[Number(query.get('branch') ?? 0)] ?? answer.branches[0]
  const plans = planProbes(topology, answer, branch ? [branch] : [])
  const waitMs = probes.enter(packetsOf(plans))
  if (waitMs !== null)
    return tooMany('More packets were asked for than are sent in that time. Wait a moment.', Math.ceil(waitMs / 1000))
  return ok(PathProbes, await sendProbes(answer, plans, live.agentOf))
}
