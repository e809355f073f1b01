import { exec } from './enter.ts'
import { readNodes, readTasks } from './inspect-swarm.ts'
import { isManager, type NodeRole, swarmNodeId } from './swarm-membership.ts'
import { waitUntil } from './wait-until.ts'

/** States of a task from which there is no way on. */
const ended = ['complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned']

/** Takes a host's tasks away and waits until the last has ended. */
export async function drainNode(host: string, manager: string): Promise<void> {
  const id = await updateNode(host, manager, ['--availability', 'drain'])
  await waitUntil(
    `no task runs on ${host}`,
    async () => (await readTasks(manager)).every(({ NodeID, Status }) => NodeID !== id || ended.includes(Status.State)),
    60_000,
  )
}

/** Lets a host have tasks again. */
export async function activateNode(host: string, manager: string): Promise<void> {
  await updateNode(host, manager, ['--availability', 'active'])
}

/**
 * Makes a host a manager (promote) or a worker (demote), and waits until its own engine says so and the managers agree: one that is promoted again
 * while they still take leave of it stays a worker.
 */
export async function setNodeRole(host: string, role: NodeRole, manager: string): Promise<void> {
  const id = await updateNode(host, manager, ['--role', role])
  const isSettled = async () => {
    const node = (await readNodes(manager)).find(({ ID }) => ID === id)
    const reachable = node?.ManagerStatus?.Reachability === 'reachable'
    return (await isManager(host)) === (role === 'manager') && reachable === (role === 'manager')
  }
  await waitUntil(`${host} is a ${role}`, isSettled, 60_000)
}

export async function labelNode(host: string, manager: string, labels: Record<string, string>): Promise<void> {
  const options = Object.entries(labels).flatMap(([key, value]) => ['--label-add', `${key}=${value}`])
  await updateNode(host, manager, options)
}

/** Removes a node that has left or is down, by its id: a host that joined twice has two of its name. */
export async function removeNode(nodeId: string, manager: string): Promise<void> {
  await exec(manager, ['docker', 'node', 'rm', '--force', nodeId])
}

async function updateNode(host: string, manager: string, options: readonly string[]): Promise<string> {
  const id = await swarmNodeId(host)
  if (id === null) throw new Error(`${host} is in no swarm`)
  await exec(manager, ['docker', 'node', 'update', ...options, id])
  return id
}
