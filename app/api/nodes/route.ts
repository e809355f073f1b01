import { NodeList } from '../../../lib/api/contract.ts'
import { ok } from '../../../lib/api/respond.ts'
import { guarded } from '../../../lib/server/guarded.ts'
import { withTopology } from '../../../lib/server/with-topology.ts'

/** All nodes of all swarms. */
export const GET = guarded(({ server }) => withTopology(server, ({ nodes, readAt }) => ok(NodeList, { nodes, readAt })))
