import type { Container } from '../../lib/model/container.ts'
import type { Network } from '../../lib/model/network.ts'
import type { Node } from '../../lib/model/node.ts'
import type { Service } from '../../lib/model/service.ts'
import type { Task } from '../../lib/model/task.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { isWanted } from '../../lib/view/service-words.ts'

/** A task with the records that it names. */
export type TaskFacts = {
  task: Task
  /** `web.1`; of a global service with its node's name in place of the node's id. */
  name: string
  service: Service | null
  node: Node | null
  container: Container | null
  addresses: { network: Network | null; networkId: string; prefixes: string[] }[]
}

/** Tasks with what they name: those that are wanted, and the history that the swarm keeps of the others, the newest first. */
export function taskFacts(
  topology: Topology,
  wanted: (task: Task) => boolean,
): { now: TaskFacts[]; past: TaskFacts[] } {
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]))
  const services = new Map(topology.services.map((service) => [service.id, service]))
  const containers = new Map(topology.containers.map((container) => [container.id, container]))
  const networks = new Map(topology.networks.map((network) => [network.id, network]))
  const all = topology.tasks.filter(wanted).map((task): TaskFacts => {
    const node = task.nodeId === null ? null : (nodes.get(task.nodeId) ?? null)
    const container = task.containerId === null ? null : (containers.get(task.containerId) ?? null)
    return {
      task,
      name: nameOf(task, node, container),
      service: task.serviceId === null ? null : (services.get(task.serviceId) ?? null),
      node,
      container,
      addresses: task.addresses.map(({ networkId, prefixes }) => ({
        networkId,
        network: networks.get(networkId) ?? null,
        prefixes,
      })),
    }
  })
  all.sort((a, b) => naturalOrder(a.name, b.name) || compareText(b.task.changedAt ?? '', a.task.changedAt ?? ''))
  return { now: all.filter(({ task }) => isWanted(task)), past: all.filter(({ task }) => !isWanted(task)) }
}

function nameOf(task: Task, node: Node | null, container: Container | null): string {
  if (task.kind === 'attachment') return container?.name ?? task.name
  return node !== null && task.name.endsWith(`.${node.id}`)
    ? `${task.name.slice(0, -node.id.length)}${node.hostname}`
    : task.name
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
