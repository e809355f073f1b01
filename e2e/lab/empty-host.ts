import { z } from 'zod'
import { askEngine, tellEngine } from './engine-request.ts'
import { remakeHost } from './host.ts'
import { requireHostConfig } from './host-config.ts'
import { inParallel } from './in-parallel.ts'
import { swarmNodeId } from './swarm-membership.ts'

const idsSchema = z.array(z.object({ Id: z.string() }))

/**
 * Removes all containers and networks of a host, whoever made them: it is the lab's. One that is in a swarm, or was, is
 * made anew: its engine may hold overlays that nobody can remove.
 */
export async function emptyHost(host: string): Promise<void> {
  const overlays = await listNetworks(host, { scope: ['swarm'] })
  if (overlays.length > 0 || (await swarmNodeId(host)) !== null) {
    await remakeHost(host, requireHostConfig(host))
    return
  }
  const containers = idsSchema.parse(JSON.parse(await tellEngine(host, '/containers/json?all=1')))
  await inParallel(containers, 8, ({ Id }) => remove(host, `/containers/${Id}?force=1&v=1`))
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
