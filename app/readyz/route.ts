import { buildId } from '../../lib/api/build-id.ts'
import { Health } from '../../lib/api/contract.ts'
import { ok } from '../../lib/api/respond.ts'
import { guardedSite } from '../../lib/server/guarded.ts'
import { withTopology } from '../../lib/server/with-topology.ts'

/** There is a topology to show. */
export const GET = guardedSite(({ server }) =>
  withTopology(server, () => ok(Health, { ok: true, epoch: server.live.hub.epoch, build: buildId })),
)
