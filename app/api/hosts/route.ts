import { HostList } from '../../../lib/api/contract.ts'
import { ok } from '../../../lib/api/respond.ts'
import { guarded } from '../../../lib/server/guarded.ts'
import { withTopology } from '../../../lib/server/with-topology.ts'

/** All hosts, with how well each is seen. */
export const GET = guarded(({ server }) =>
  withTopology(server, ({ hosts, statuses }) => ok(HostList, { hosts, statuses, link: server.live.link() })),
)
