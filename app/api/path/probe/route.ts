import { guarded } from '../../../../lib/server/guarded.ts'
import { probePath } from '../../../../lib/server/probe-path.ts'
import { withTopology } from '../../../../lib/server/with-topology.ts'

/** The question of `/api/path` asked with a real packet, for its `branch`: what came of it, beside the prediction. */
export const GET = guarded(({ request, server }) =>
  withTopology(server, (topology) => probePath(server, topology, new URL(request.url).searchParams)),
)

/** A HEAD made from GET would send a packet whose answer nobody reads. */
export const HEAD = guarded(() => new Response(null, { headers: { 'Content-Type': 'application/json' } }))
