import { ContainerList } from '../../../lib/api/contract.ts'
import { ok } from '../../../lib/api/respond.ts'
import { guarded } from '../../../lib/server/guarded.ts'
import { withTopology } from '../../../lib/server/with-topology.ts'

/** All containers. */
export const GET = guarded(({ server }) =>
  withTopology(server, ({ containers, readAt }) => ok(ContainerList, { containers, readAt })),
)
