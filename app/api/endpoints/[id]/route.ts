import { EndpointDetail } from '../../../../lib/api/contract.ts'
import { parseEndpointId } from '../../../../lib/api/parse-id.ts'
import { notFound, ok } from '../../../../lib/api/respond.ts'
import { findEndpointDetail } from '../../../../lib/server/endpoint-detail.ts'
import { guarded } from '../../../../lib/server/guarded.ts'
import { withTopology } from '../../../../lib/server/with-topology.ts'

/** One endpoint, with the network, container and interfaces that it joins. */
export const GET = guarded<{ id: string }>(({ params, server }) =>
  withTopology(server, (topology) => {
    const parsed = parseEndpointId(params.id)
    if (!parsed.ok) return parsed.refusal
    const detail = findEndpointDetail(topology, parsed.id)
    return detail ? ok(EndpointDetail, detail) : notFound(`There is no endpoint ${parsed.id}.`)
  }),
)
