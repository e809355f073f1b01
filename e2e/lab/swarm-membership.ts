import { z } from 'zod'
import { restartEngine } from './engine.ts'
import { tellEngine, unlessLeaderless } from './engine-request.ts'
import { exec } from './enter.ts'
import { hostAddresses } from './host-addresses.ts'
import { readNodes } from './inspect-swarm.ts'
import { patience, waitFor, waitUntil } from './wait-until.ts'

export type NodeRole = 'manager' | 'worker'

const infoSchema = z.object({
  Swarm: z.object({ LocalNodeState: z.string(), NodeID: z.string(), ControlAvailable: z.boolean() }),
})
const tokensSchema = z.object({ JoinTokens: z.object({ Manager: z.string(), Worker: z.string() }) })

/** Id of the node that this host's engine is, or null outside a swarm. */
export async function swarmNodeId(host: string): Promise<string | null> {
  const swarm = await readSwarmState(host)
  return swarm.LocalNodeState === 'inactive' ? null : swarm.NodeID
}

/** Whether this host's engine can be asked about the whole swarm. */
export async function isManager(host: string): Promise<boolean> {
  return (await readSwarmState(host)).ControlAvailable
}

async function readSwarmState(host: string) {
  return infoSchema.parse(JSON.parse(await tellEngine(host, '/info'))).Swarm
}

/** Makes a swarm of one host; the options are those of `docker swarm init`. */
export async function initSwarm(host: string, options: readonly string[] = []): Promise<void> {
  // A node that is only slow is not to be taken for a dead one, whose tasks go elsewhere.
  const heartbeat = ['--dispatcher-heartbeat', `${5 * patience}s`]
  await exec(host, ['docker', 'swarm', 'init', '--advertise-addr', hostAddresses(host).v4, ...heartbeat, ...options])
}

/** What a host has to know to join. Whoever holds one of these is let in, so they belong in no log and on no page. */
export async function joinTokens(manager: string): Promise<Record<NodeRole, string>> {
  const swarm = await waitFor(`${manager} tells how to join`, () =>
    unlessLeaderless(() => tellEngine(manager, '/swarm')),
  )
  const { JoinTokens } = tokensSchema.parse(JSON.parse(swarm))
  return { manager: JoinTokens.Manager, worker: JoinTokens.Worker }
}

/** Makes a host a node of the swarm of that manager, and waits until the manager has it as ready. */
export async function joinSwarm(host: string, role: NodeRole, manager: string): Promise<void> {
  const token = (await joinTokens(manager))[role]
  const door = `${hostAddresses(manager).v4}:2377`
  await exec(host, ['docker', 'swarm', 'join', '--advertise-addr', hostAddresses(host).v4, '--token', token, door])
  const id = await swarmNodeId(host)
  await waitUntil(
    `${host} is a ${role} of the swarm of ${manager}`,
    async () => {
      const node = (await unlessLeaderless(() => readNodes(manager)))?.find(({ ID }) => ID === id)
      return node?.Status.State === 'ready' && node.Spec.Role === role
    },
    30_000,
  )
}

/**
 * Lets a host that has left a swarm join one again. Its engine starts anew first: of 20.10, one that joins twice in its
 * life starts its gossip twice and hears nobody.
 */
export async function rejoinSwarm(host: string, role: NodeRole, manager: string): Promise<void> {
  await restartEngine(host)
  await joinSwarm(host, role, manager)
}

/**
 * Takes a host out of its swarm, whatever it was there; its tasks end. Managers keep the node, as "down", until it is
 * removed there.
 */
export async function leaveSwarm(host: string): Promise<void> {
  await tellEngine(host, '/swarm/leave?force=1', { method: 'POST' })
  await waitUntil(`${host} is out of its swarm`, async () => (await swarmNodeId(host)) === null, 30_000)
}
