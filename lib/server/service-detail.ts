import { findGaps } from '../analyse/find-gaps.ts'
import type { ServiceDetail } from '../api/contract.ts'
import type { ServiceId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import type { Agents } from './ask-agent-of.ts'
import { askManagers } from './ask-managers.ts'
import { inspectedFrom } from './inspected.ts'

/** A service with its tasks; null where there is none of that id. */
export async function readServiceDetail(
  agents: Agents,
  topology: Topology,
  id: ServiceId,
): Promise<ServiceDetail | null> {
  const service = topology.services.find((known) => known.id === id)
  if (!service) return null
  const { asked, hostIds } = await askManagers(agents, topology, (agent) => agent.inspectService(id))
  const tasks = topology.tasks.filter(({ serviceId }) => serviceId === id)
  const ids = new Set<string>([id, ...tasks.map((task) => task.id)])
  return {
    service,
    tasks,
    inspect: inspectedFrom(asked, Date.now()),
    gaps: findGaps(topology.gaps, ids, new Set(hostIds)),
    readAt: topology.readAt,
  }
}
