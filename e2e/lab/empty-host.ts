import { z } from 'zod'
import { askEngine, tellEngine } from './engine-request.ts'
import { inParallel } from './in-parallel.ts'

const idsSchema = z.array(z.object({ Id: z.string() }))
const networksSchema = z.array(z.object({ Id: z.string(), Name: z.string(), Scope: z.string() }))

/** Removes every container and every network of the host alone, whoever made them: a host of the lab is the lab's. */
export async function emptyHost(host: string): Promise<void> {
  const containers = idsSchema.parse(JSON.parse(await tellEngine(host, '/containers/json?all=1')))
  await inParallel(containers, 8, ({ Id }) => remove(host, `/containers/${Id}?force=1&v=1`))
  const filters = encodeURIComponent(JSON.stringify({ type: ['custom'] }))
  const networks = networksSchema.parse(JSON.parse(await tellEngine(host, `/networks?filters=${filters}`)))
  const ownNetworks = networks.filter(({ Name, Scope }) => Scope === 'local' && Name !== 'docker_gwbridge')
  await inParallel(ownNetworks, 4, ({ Id }) => remove(host, `/networks/${Id}`))
}

/** One that is gone already is as good as removed. */
async function remove(host: string, path: string): Promise<void> {
  const { status, body } = await askEngine(host, path, { method: 'DELETE' })
  if (status >= 300 && status !== 404) throw new Error(`${host}: DELETE ${path} answered ${status}: ${body.trim()}`)
}
