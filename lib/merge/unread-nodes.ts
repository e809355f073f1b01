import type { Host } from '../model/host.ts'
import type { Node } from '../model/node.ts'
import type { Service } from '../model/service.ts'
import type { Task } from '../model/task.ts'
import { emptyTopology, type HostView } from '../model/topology.ts'
import type { Settled } from './create-record-table.ts'
import { createGroupIndex } from './group-index.ts'
import { inferNode } from './infer-node.ts'

export type UnreadNodes = {
  /** The nodes that these hosts are, or were. */
  hostsSettled(settled: readonly Settled<Host>[]): string[]
  nodesSettled(settled: readonly Settled<Node>[]): void
  servicesSettled(settled: readonly Settled<Service>[]): void
  tasksSettled(settled: readonly Settled<Task>[]): void
  /** The hosts that are this node: none where no agent reads it, more than one where a machine was cloned. */
  hostsOf(nodeId: string): Host[]
  /** Nodes of which something settled since the last call, each with what stands for its host; empty where nothing has to. */
  takeAffected(): { nodeId: string; view: HostView }[]
}

/** Keeps what stands for swarm nodes that no agent reads, as hosts, nodes, services and tasks come and go. */
export function createUnreadNodes(serviceOf: (id: string) => Service | null): UnreadNodes {
  const nodes = new Map<string, Node>()
  const hostsByNode = createGroupIndex<Host>(({ swarm }) => swarm.nodeId)
  const hostsByName = createGroupIndex<Host>(({ name }) => name)
  const nodesByName = createGroupIndex<Node>(({ hostname }) => hostname)
  const tasksByNode = createGroupIndex<Task>(({ nodeId }) => nodeId)
  const tasksByService = createGroupIndex<Task>(({ serviceId }) => serviceId)
  const affected = new Set<string>()

  const add = (ids: Iterable<string>) => {
    for (const id of ids) affected.add(id)
  }
  const addNamesakes = (names: Iterable<string>) => {
    for (const name of names) add(nodesByName.of(name).map(({ id }) => id))
  }

  /** A host that left a swarm and joined again leaves a node behind that is down for good. */
  function isLeftOver({ id, state, hostname, address }: Node): boolean {
    if (state !== 'down') return false
    if (hostsByName.of(hostname).length > 0) return true
    return nodesByName
      .of(hostname)
      .some((twin) => twin.id !== id && twin.state !== 'down' && twin.address === address && address !== null)
  }

  function viewOf(nodeId: string): HostView {
    const node = nodes.get(nodeId)
    if (!node || hostsByNode.of(nodeId).length > 0 || isLeftOver(node)) return emptyTopology()
    return inferNode(node, tasksByNode.of(nodeId), serviceOf)
  }

  return {
    hostsSettled(settled) {
      const touched = new Set<string>()
      for (const { before, after } of settled) {
        // What stands for a node is not the host that it is.
        const [was, is] = [before, after].map((host) => (host?.origin === 'observed' ? host : null))
        for (const id of hostsByNode.update(was ?? null, is ?? null)) touched.add(id)
        addNamesakes(hostsByName.update(was ?? null, is ?? null))
      }
      add(touched)
      return [...touched]
    },
    nodesSettled(settled) {
      const names = new Set<string>()
      for (const { id, before, after } of settled) {
        if (after) nodes.set(id, after)
        else nodes.delete(id)
        affected.add(id)
        for (const name of nodesByName.update(before, after)) names.add(name)
      }
      addNamesakes(names)
    },
    servicesSettled(settled) {
      for (const { id } of settled) add(tasksByService.of(id).flatMap(({ nodeId }) => nodeId ?? []))
    },
    tasksSettled(settled) {
      for (const { before, after } of settled) {
        tasksByService.update(before, after)
        add(tasksByNode.update(before, after))
      }
    },
    hostsOf: hostsByNode.of,
    takeAffected() {
      const taken = [...affected].map((nodeId) => ({ nodeId, view: viewOf(nodeId) }))
      affected.clear()
      return taken
    },
  }
}
