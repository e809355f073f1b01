import { unavailable } from '../api/respond.ts'
import type { Topology } from '../model/topology.ts'
import type { Server } from './the-server.ts'

/** Answers from the topology of this moment, or says that there is none yet and what the link to the agent says. */
export function withTopology(
  { live }: Server,
  answer: (topology: Topology) => Response | Promise<Response>,
): Response | Promise<Response> {
  const topology = live.current()
  return topology ? answer(topology) : unavailable('no-topology', `No topology yet: ${live.link().detail}`)
}
