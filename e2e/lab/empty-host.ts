import { z } from 'zod'
import { startEngine, stopEngine } from './engine.ts'
import { askEngine, tellEngine } from './engine-request.ts'
import { inParallel } from './in-parallel.ts'
import { leaveSwarm, swarmNodeId } from './swarm-membership.ts'

const idsSchema = z.array(z.object({ Id: z.string() }))

/** Takes the host out of its swarm and removes all its containers and networks, whoever made them: it is the lab's. */
export async function emptyHost(host: string): Promise<void> {
  if ((await swarmNodeId(host)) !== null) await leaveSwarm(host)
  const containers = idsSchema.parse(JSON.parse(await tellEngine(host, '/containers/json?all=1')))
  await inParallel(containers, 8, ({ Id }) => remove(host, `/containers/${Id}?force=1&v=1`))
  // An engine that has left may still hold an overlay, which can be removed neither by it nor by anyone else.
  if ((await listNetworks(host, { scope: ['swarm'] })).length > 0) {
    await stopEngine(host)
    await startEngine(host)
  }
  await inParallel(await listNetworks(host, { type: ['custom'] }), 4, ({ Id }) => remove(host, `/networks/${Id}`))
}

async function listNetworks(host: string, filters: Record<string, string[]>) {
  const query = new URLSearchParams({ filters: JSON.stringify(filters) })
  return idsSchema.parse(JSON.parse(await tellEngine(host, `/networks?${query}`)))
}

/** One that is gone already is as good as removed. */
async function remove(host: string, path: string): Promise<void> {
  const { status, body } = await askEngine(host, path, { method: 'DELETE' })
  if (status >= 300 && status !== 404) throw new Error(`${host}: DELETE ${path} answered ${status}: ${body.trim()}`)
}
