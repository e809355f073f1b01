import { NetworkDetail } from '../../../../lib/api/contract.ts'
import { parseNetworkId } from '../../../../lib/api/parse-id.ts'
import { notFound, ok } from '../../../../lib/api/respond.ts'
import { guarded } from '../../../../lib/server/guarded.ts'
import { readNetworkDetail } from '../../../../lib/server/network-detail.ts'
import { withTopology } from '../../../../lib/server/with-topology.ts'

/** One network: set-up, members, wires, rules that name it, inspect output. */
export const GET = guarded<{ id: string }>(({ params, server }) =>
  withTopology(server, async (topology) => {
    const parsed = parseNetworkId(params.id)
    if (!parsed.ok) return parsed.refusal
    const detail = await readNetworkDetail(server.live, topology, parsed.id)
    return detail ? ok(NetworkDetail, detail) : notFound(`There is no network ${parsed.id}.`)
  }),
)
