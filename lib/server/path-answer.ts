import type { PathRefusal } from '../analyse/path/question.ts'
import type { PathAnswer } from '../analyse/path/trace.ts'
import { tracePath } from '../analyse/path/trace-path.ts'
import { type PathFailure, PathReport } from '../api/path-contract.ts'
import { badPath, ok } from '../api/respond.ts'
import type { Topology } from '../model/topology.ts'
import { pathQuestion, readPathQuery } from '../view/path-query.ts'
import { freshTopology } from './fresh-topology.ts'
import type { Server } from './the-server.ts'

/** The trace that a query asks for, or why it cannot be answered as it stands; with `fresh=1` by facts that are read anew for it. */
export async function pathAnswer({ live }: Server, topology: Topology, query: URLSearchParams): Promise<Response> {
  let traced = traceQuery(topology, query)
  if (traced.kind === 'answered' && query.get('fresh') === '1')
    traced = traceQuery(await freshTopology(live, topology, traced.answer), query)
  return traced.kind === 'refused' ? badPath(failureOf(traced)) : ok(PathReport, traced.answer)
}

/** A refusal as the API says it. */
export const failureOf = ({ code, says, field, candidates }: PathRefusal): PathFailure => ({
  error: { code, message: says, field, candidates },
})

export type Traced = { kind: 'answered'; answer: PathAnswer } | PathRefusal

export function traceQuery(topology: Topology, query: URLSearchParams): Traced {
  const asked = pathQuestion(readPathQuery(query))
  if (!asked.ok)
    return { kind: 'refused', code: codes[asked.field], says: asked.says, field: asked.field, candidates: [] }
  const answer = tracePath(topology, asked.question)
  return 'kind' in answer ? answer : { kind: 'answered', answer }
}

const codes: Record<PathRefusal['field'], PathRefusal['code']> = {
  from: 'unknown-end',
  to: 'unknown-end',
  port: 'bad-port',
  protocol: 'bad-protocol',
  size: 'bad-size',
}
