import type { Contradiction } from '../../lib/model/contradiction.ts'
import type { Gap } from '../../lib/model/gap.ts'
import type { Network } from '../../lib/model/network.ts'
import type { Service, ServicePort } from '../../lib/model/service.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { type TaskFacts, taskFacts } from './task-facts.ts'

export type ServiceFacts = {
  service: Service
  networks: { networkId: string; network: Network | null; virtualIp: string | null; aliases: string[] }[]
  ports: { port: ServicePort /** Where it answers, in words. */; where: string }[]
  tasks: { now: TaskFacts[]; past: TaskFacts[] }
  /** Fewer tasks run than are wanted. */
  isShort: boolean
  contradictions: Contradiction[]
  gaps: Gap[]
}

export function serviceFacts(topology: Topology, id: string): ServiceFacts | null {
  const service = topology.services.find((record) => record.id === id)
  if (!service) return null
  const networkById = new Map(topology.networks.map((network) => [network.id, network]))
  const virtualIpOf = new Map(service.virtualIps.map(({ networkId, address }) => [networkId, address]))
  const aliasesOf = new Map(service.networks.map(({ networkId, aliases }) => [networkId, aliases]))
  const tasks = taskFacts(topology, ({ serviceId }) => serviceId === id)
  const networkIds = [...new Set([...aliasesOf.keys(), ...virtualIpOf.keys()])]
  return {
    service,
    networks: networkIds
      .map((networkId) => ({
        networkId,
        network: networkById.get(networkId) ?? null,
        virtualIp: virtualIpOf.get(networkId) ?? null,
        aliases: aliasesOf.get(networkId) ?? [],
      }))
      .sort((a, b) => naturalOrder(a.network?.name ?? a.networkId, b.network?.name ?? b.networkId)),
    ports: service.ports.map((port) => ({ port, where: whereAnswered(port, tasks.now) })),
    tasks,
    isShort: tasks.now.filter(({ task }) => task.state === 'running').length < (service.replicas ?? tasks.now.length),
    contradictions: topology.contradictions.filter(({ recordId }) => recordId === id),
    gaps: topology.gaps.filter(({ touches }) => touches.includes(id)),
  }
}

function whereAnswered({ mode }: ServicePort, tasks: TaskFacts[]): string {
  if (mode === 'ingress') return 'on every node, by the routing mesh'
  const names = tasks.flatMap(({ task, node }) => (task.state === 'running' && node !== null ? [node.hostname] : []))
  return names.length === 0
    ? 'on the nodes of its tasks; none runs'
    : `on the nodes of its tasks: ${[...new Set(names)].sort(naturalOrder).join(', ')}`
}
