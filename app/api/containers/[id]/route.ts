import { ContainerDetail } from '../../../../lib/api/contract.ts'
import { parseContainerId } from '../../../../lib/api/parse-id.ts'
import { notFound, ok } from '../../../../lib/api/respond.ts'
import { readContainerDetail } from '../../../../lib/server/container-detail.ts'
import { guarded } from '../../../../lib/server/guarded.ts'
import { withTopology } from '../../../../lib/server/with-topology.ts'

/** One container: endpoints, what the kernel says of its namespace now, inspect output. */
export const GET = guarded<{ id: string }>(({ params, server }) =>
  withTopology(server, async (topology) => {
    const parsed = parseContainerId(params.id)
    if (!parsed.ok) return parsed.refusal
    const detail = await readContainerDetail(server.live, topology, parsed.id)
    return detail ? ok(ContainerDetail, detail) : notFound(`There is no container ${parsed.id}.`)
  }),
)
