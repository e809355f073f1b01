import { guarded } from '../../../lib/server/guarded.ts'
import { pathAnswer } from '../../../lib/server/path-answer.ts'
import { withTopology } from '../../../lib/server/with-topology.ts'

/** Whether one thing reaches another, and what stops it: `?from=&to=&protocol=&port=&size=`; with `fresh=1` by facts that are read anew for it. */
export const GET = guarded(({ request, server }) =>
  withTopology(server, (topology) => pathAnswer(server, topology, new URL(request.url).searchParams)),
)
