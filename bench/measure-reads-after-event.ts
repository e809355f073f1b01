import { tellEngine } from '../e2e/lab/engine-request.ts'
import { inspectContainers, inspectNetworks } from '../e2e/lab/inspect-host.ts'
import { waitUntil } from '../e2e/lab/wait-until.ts'
import type { RunningPortolan } from '../e2e/running-portolan.ts'
import { printFigure } from './print-figure.ts'
import { quietProxy } from './quiet-proxy.ts'

/** Lists are compared this often; the count begins right after one, so that none falls into it. */
const listsEveryMs = 40_000
const quietMs = 1_000

/** Connects one container to one more network and counts what the engine is asked for it. */
export async function measureReadsAfterEvent({ host, proxy }: RunningPortolan): Promise<void> {
  const [container] = await inspectContainers(host)
  if (container === undefined) throw new Error(`${host} has no container`)
  const joined = new Set(Object.keys(container.NetworkSettings.Networks))
  const networks = await inspectNetworks(host)
  const network = networks.find(({ Name, Driver }) => Driver === 'bridge' && Name !== 'bridge' && !joined.has(Name))
  if (network === undefined) throw new Error(`${host} has no network that ${container.Name} is not on`)
  const touched = new Set([network.Id, ...networks.filter(({ Name }) => joined.has(Name)).map(({ Id }) => Id)])

  const body = { Container: container.Id }
  await afterLists(proxy)
  const before = proxy.requests.length
  await tellEngine(host, `/networks/${network.Id}/connect`, { method: 'POST', body })
  await waitUntil('Portolan asks for the event', () => proxy.requests.length > before)
  await quietProxy(proxy, quietMs)
  const asked = proxy.requests.slice(before).map((line) => line.replace(/^GET (\/v[\d.]+)?/, ''))
  await tellEngine(host, `/networks/${network.Id}/disconnect`, { method: 'POST', body })

  const ofContainer = asked.filter((path) => path === `/containers/${container.Id}/json`)
  const ofNetworks = asked.filter((path) => touched.has(path.replace('/networks/', '')))
  // A quiet engine is asked for a sign of life, event or not.
  const others = asked.filter(
    (path) => path !== '/version' && !ofContainer.includes(path) && !ofNetworks.includes(path),
  )
  printFigure('reads_after_event_container', ofContainer.length, { atMost: 1 })
  printFigure('reads_after_event_networks', ofNetworks.length, { atMost: touched.size })
  printFigure('reads_after_event_others', others.length, { atMost: 0 })
}

async function afterLists(proxy: RunningPortolan['proxy']): Promise<void> {
  const before = proxy.requests.length
  const isList = (line: string) => line.includes('/containers/json')
  await waitUntil('the lists are compared', () => proxy.requests.slice(before).some(isList), listsEveryMs)
  await quietProxy(proxy, quietMs)
}
