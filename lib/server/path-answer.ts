import type { PathRefusal } from '../analyse/path/question.ts'
import { tracePath } from '../analyse/path/trace-path.ts'
import { type PathFailure, PathReport } from '../api/path-contract.ts'
import { badPath, ok } from '../api/respond.ts'
import { traceAnew } from '../ask/trace-anew.ts'
import type { Topology } from '../model/topology.ts'
import { pathQuestion, readPathQuery } from '../view/path-query.ts'
import type { Server } from './the-server.ts'

/** The trace that a query asks for, or why it cannot be answered as it stands; with `fresh=1` by facts that are read anew for it. */
export async function pathAnswer({ live }: Server, topology: Topology, query: URLSearchParams): Promise<Response> {
  const question = pathQuestion(readPathQuery(query))
  if ('kind' in question) return badPath(failureOf(question))
  const isFresh = query.get('fresh') === '1'
  const answer = isFresh ? (await traceAnew(topology, question, live.agentOf)).answer : tracePath(topology, question)
  return 'kind' in answer ? badPath(failureOf(answer)) : ok(PathReport, answer)
}

/** A refusal as the API says it. */
export const failureOf = ({ code, says, field, candidates }: PathRefusal): PathFailure => ({
  error: { code, message: says, field, candidates },
})
