import { NodeDetail } from '../../../../lib/api/contract.ts'
import { parseNodeId } from '../../../../lib/api/parse-id.ts'
import { notFound, ok } from '../../../../lib/api/respond.ts'
import { guarded } from '../../../../lib/server/guarded.ts'
import { readNodeDetail } from '../../../../lib/server/node-detail.ts'
import { withTopology } from '../../../../lib/server/with-topology.ts'

/** One node: its host, its tasks, and its inspect output from a manager. */
export const GET = guarded<{ id: string }>(({ params, server }) =>
  withTopology(server, async (topology) => {
    const parsed = parseNodeId(params.id)
    if (!parsed.ok) return parsed.refusal
    const detail = await readNodeDetail(server.live, topology, parsed.id)
    return detail ? ok(NodeDetail, detail) : notFound(`There is no node ${parsed.id}.`)
  }),
)
