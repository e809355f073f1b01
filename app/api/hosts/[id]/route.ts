import { HostDetail } from '../../../../lib/api/contract.ts'
import { parseHostId } from '../../../../lib/api/parse-id.ts'
import { notFound, ok } from '../../../../lib/api/respond.ts'
import { guarded } from '../../../../lib/server/guarded.ts'
import { readHostDetail } from '../../../../lib/server/host-detail.ts'
import { withTopology } from '../../../../lib/server/with-topology.ts'

/** One host: what the kernel says of its own namespace now, and how well it is seen. */
export const GET = guarded<{ id: string }>(({ params, server }) =>
  withTopology(server, async (topology) => {
    const parsed = parseHostId(params.id)
    if (!parsed.ok) return parsed.refusal
    const detail = await readHostDetail(server.live, topology, parsed.id)
    return detail ? ok(HostDetail, detail) : notFound(`There is no host ${parsed.id}.`)
  }),
)
