import { guarded } from '../../../lib/server/guarded.ts'
import { pictureAnswer } from '../../../lib/server/picture-answer.ts'
import { withTopology } from '../../../lib/server/with-topology.ts'

/** The view that the query names, as the page would share it: `?theme=dark`, `?title=`, `?redact=1`, and the page's own parameters. */
export const GET = guarded(({ request, server }) =>
  withTopology(server, (topology) => pictureAnswer(topology, new URL(request.url).searchParams)),
)
