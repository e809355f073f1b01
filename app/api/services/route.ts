import { ServiceList } from '../../../lib/api/contract.ts'
import { ok } from '../../../lib/api/respond.ts'
import { guarded } from '../../../lib/server/guarded.ts'
import { withTopology } from '../../../lib/server/with-topology.ts'

/** All services of all swarms, with their tasks and those of plain containers on attachable networks. */
export const GET = guarded(({ server }) =>
  withTopology(server, ({ services, tasks, readAt }) => ok(ServiceList, { services, tasks, readAt })),
)
