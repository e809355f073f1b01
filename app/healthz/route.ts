import { buildId } from '../../lib/api/build-id.ts'
import { Health } from '../../lib/api/contract.ts'
import { ok } from '../../lib/api/respond.ts'
import { guardedSite } from '../../lib/server/guarded.ts'

/** The process answers. */
export const GET = guardedSite(({ server }) => ok(Health, { ok: true, epoch: server.live.hub.epoch, build: buildId }))
