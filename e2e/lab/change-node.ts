import { unlessLeaderless } from './engine-request.ts'
import { exec, execToEnd } from './enter.ts'
import { readNodes, readTasks } from './inspect-swarm.ts'
import { commandFailure } from './run.ts'
import { isManager, type NodeRole, swarmNodeId } from './swarm-membership.ts'
import { waitUntil } from './wait-until.ts'

/** What a manager says that takes the same command a moment later: the node changed between its reading and its writing, or nobody leads. */
const passing = /update out of sequence|does not have a leader/

/** States of a task from which there is no way on. */
const ended = ['complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned']

/** Takes a host's tasks away and waits until the last has ended. */
export async function drainNode(host: string, manager: string): Promise<void> {
  const id = await updateNode(host, manager, ['--availability', 'drain'])
  const isEmpty = async () => {
    const tasks = await unlessLeaderless(() => readTasks(manager))
    return tasks?.every(({ NodeID, Status }) => NodeID !== id || ended.includes(Status.State)) ?? false
  }
  await waitUntil(`no task runs on ${host}`, isEmpty, 60_000)
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
    const nodes = await unlessLeaderless(() => readNodes(manager))
    if (nodes === null) return false
    const node = nodes.find(({ ID }) => ID === id)
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
  const command = ['docker', 'node', 'update', ...options, id]
  await waitUntil(`${manager} takes ${command.join(' ')}`, async () => {
    const result = await execToEnd(manager, command)
    if (result.code === 0) return true
    if (passing.test(result.stderr)) return false
    throw new Error(commandFailure(`On ${manager}: ${command.join(' ')}`, result))
  })
  return id
}
