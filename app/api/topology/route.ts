import { ok } from '../../../lib/api/respond.ts'
import { Topology } from '../../../lib/model/topology.ts'
import { guarded } from '../../../lib/server/guarded.ts'
import { withTopology } from '../../../lib/server/with-topology.ts'

/** The whole topology. */
export const GET = guarded(({ server }) => withTopology(server, (topology) => ok(Topology, topology)))
