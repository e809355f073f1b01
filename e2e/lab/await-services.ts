import { unlessLeaderless } from './engine-request.ts'
import { readServices, readTasks, type SwarmService } from './inspect-swarm.ts'
import { waitFor } from './wait-until.ts'

/** Waits until every service of the swarm has as many tasks running as it wants; the error names those that have not. */
export async function awaitServices(manager: string, timeoutMs = 60_000): Promise<void> {
  let short: string[] = []
  const find = async () => {
    const services = await unlessLeaderless(() => readServices(manager))
    if (services === null) return null
    short = services.filter((service) => !isUp(service)).map(({ ID }) => ID)
    return short.length === 0 ? true : null
  }
  try {
    await waitFor(`every service of the swarm of ${manager} is up`, find, timeoutMs)
  } catch (cause) {
    throw new Error(`Services are not up:\n${(await describeShort(manager, short)).join('\n')}`, { cause })
  }
}

/** A global service that is new has no task yet and wants none, until the manager has looked at its nodes. */
function isUp({ Spec, ServiceStatus: status }: SwarmService): boolean {
  if (status === undefined) return false
  return status.RunningTasks >= status.DesiredTasks && (status.DesiredTasks > 0 || Spec.Mode.Global === undefined)
}

async function describeShort(manager: string, ids: readonly string[]): Promise<string[]> {
  const [services, tasks] = await Promise.all([readServices(manager), readTasks(manager)])
  return ids.flatMap((id) => {
    const name = services.find(({ ID }) => ID === id)?.Spec.Name ?? id
    const own = tasks.filter(({ ServiceID, DesiredState }) => ServiceID === id && DesiredState === 'running')
    return own.length === 0
      ? [`${name} has no task`]
      : own.map(({ Status }) => `${name} ${Status.State} ${Status.Err ?? ''}`.trimEnd())
  })
}
