import { ServiceDetail } from '../../../../lib/api/contract.ts'
import { parseServiceId } from '../../../../lib/api/parse-id.ts'
import { notFound, ok } from '../../../../lib/api/respond.ts'
import { guarded } from '../../../../lib/server/guarded.ts'
import { readServiceDetail } from '../../../../lib/server/service-detail.ts'
import { withTopology } from '../../../../lib/server/with-topology.ts'

/** One service: its tasks, and its inspect output from a manager. */
export const GET = guarded<{ id: string }>(({ params, server }) =>
  withTopology(server, async (topology) => {
    const parsed = parseServiceId(params.id)
    if (!parsed.ok) return parsed.refusal
    const detail = await readServiceDetail(server.live, topology, parsed.id)
    return detail ? ok(ServiceDetail, detail) : notFound(`There is no service ${parsed.id}.`)
  }),
)
