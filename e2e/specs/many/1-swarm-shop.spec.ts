import type { Page } from '@playwright/test'
import type { Topology } from '../../../lib/model/topology.ts'
import { containersOf, networksOf } from '../../engine-truth.ts'
import { topologyOf } from '../../fleet-answers.ts'
import { expect, test } from '../../fleet-test.ts'
import { keepEvidence } from '../../keep-evidence.ts'
import { applySwarmScenario } from '../../lab/apply-swarm-scenario.ts'
import { awaitServices } from '../../lab/await-services.ts'
import { activateNode, drainNode, removeNode, setNodeRole } from '../../lab/change-node.ts'
import { readNodes, readServices, readTasks } from '../../lab/inspect-swarm.ts'
import { leaveSwarm, rejoinSwarm, swarmNodeId } from '../../lab/swarm-membership.ts'
import { overlayMembersOf } from '../../overlay-truth.ts'
import { everything, TopologyPage } from '../../pages/topology-page.ts'
import type { RunningFleet } from '../../running-fleet.ts'

test.beforeAll(async ({ hosts }) => {
  await applySwarmScenario(hosts, 'swarm-shop')
})

test('every endpoint of every overlay that any engine knows is there once, on the right host', async ({
  hosts,
  fleet,
}) => {
  await expect(async () => {
    expect(overlayEndpoints(await topologyOf(fleet))).toEqual(
      (await Promise.all(hosts.map(overlayMembersOf))).flat().sort(),
    )
  }).toPass({ timeout: 20_000 })
})

test('nodes, services and tasks are what a manager says', async ({ hosts: [manager = ''], fleet }) => {
  // A task ends, or comes, while both are asked.
  await expect(async () => {
    const [nodes, services, tasks] = await Promise.all([readNodes(manager), readServices(manager), readTasks(manager)])
    const topology = await topologyOf(fleet)
    expect(
      topology.nodes.map((node) => `${node.id} ${node.hostname} ${node.role} ${node.availability} ${node.state}`),
    ).toEqual(
      nodes
        .map(
          ({ ID, Description, Spec, Status }) =>
            `${ID} ${Description.Hostname} ${Spec.Role} ${Spec.Availability} ${Status.State}`,
        )
        .sort(),
    )
    expect(topology.services.map(({ id, name, endpointMode }) => `${id} ${name} ${endpointMode}`)).toEqual(
      services.map(({ ID, Spec }) => `${ID} ${Spec.Name} ${Spec.EndpointSpec?.Mode ?? 'vip'}`).sort(),
    )
    for (const { ID, Endpoint } of services) {
      const told = topology.services.find(({ id }) => id === ID)
      expect(told?.virtualIps.map(({ networkId, address }) => `${networkId} ${address}`).sort()).toEqual(
        (Endpoint.VirtualIPs ?? []).flatMap(({ NetworkID, Addr }) => (Addr ? [`${NetworkID} ${Addr}`] : [])).sort(),
      )
      expect(
        told?.ports.map(({ targetPort, publishedPort, mode }) => `${targetPort} ${publishedPort} ${mode}`),
      ).toEqual(
        (Endpoint.Ports ?? []).map((port) => `${port.TargetPort} ${port.PublishedPort ?? null} ${port.PublishMode}`),
      )
    }
    const ofServices = topology.tasks.filter(({ kind }) => kind === 'container')
    expect(ofServices.map(({ id, state, desiredState }) => `${id} ${state} ${desiredState}`)).toEqual(
      tasks.map(({ ID, Status, DesiredState }) => `${ID} ${Status.State} ${DesiredState}`).sort(),
    )
  }).toPass({ timeout: 20_000 })
})

test('all hosts, their containers and every line between is in one picture', async ({ page, hosts, fleet }) => {
  await seeEverything(page)
  const topology = await TopologyPage.open(page, fleet.url, everything)
  const wanted = (await Promise.all(hosts.map(attachmentsOf))).flat().sort()
  await expect.poll(() => topology.drawnAttachments()).toEqual(wanted)
  await expect(topology.frames).toHaveCount(hosts.length)
  keepEvidence(await page.content(), 'swarm-shop', 'html')
})

test('a task that moves between nodes moves in the picture, and a node drained, demoted, promoted says so', async ({
  page,
  hosts,
  fleet,
}) => {
  const [manager = '', , third = '', last = ''] = hosts
  await seeEverything(page)
  const topology = await TopologyPage.open(page, fleet.url, { system: '1' })
  const nodeOf = async (host: string) => {
    const id = await swarmNodeId(host)
    return (await topologyOf(fleet)).nodes.find((node) => node.id === id)
  }
  await drainNode(last, manager)
  await expect.poll(async () => (await nodeOf(last))?.availability).toBe('drain')
  await drawsRunningTasks(topology, fleet, hosts)
  await activateNode(last, manager)
  await awaitServices(manager)
  await drawsRunningTasks(topology, fleet, hosts)

  await setNodeRole(third, 'worker', manager)
  await expect.poll(async () => (await nodeOf(third))?.role).toBe('worker')
  await setNodeRole(third, 'manager', manager)
  await expect.poll(async () => (await nodeOf(third))?.role).toBe('manager')
})

test('a node that leaves and joins again is there twice until the old one is removed', async ({ hosts, fleet }) => {
  const [manager = '', , , last = ''] = hosts
  const before = await swarmNodeId(last)
  if (before === null) throw new Error(`${last} is in no swarm`)
  await leaveSwarm(last)
  await rejoinSwarm(last, 'worker', manager)
  const after = await swarmNodeId(last)
  const twins = async () =>
    (await topologyOf(fleet)).nodes
      .filter(({ hostname }) => hostname === last)
      .map(({ id, state, hostId }) => `${id} ${state} ${hostId === null ? 'on no host' : 'on its host'}`)
      .sort()
  await expect
    .poll(twins, { timeout: 30_000 })
    .toEqual([`${before} down on no host`, `${after} ready on its host`].sort())
  await removeNode(before, manager)
  await expect.poll(twins).toEqual([`${after} ready on its host`])
  await awaitServices(manager)
})

/** What is out of sight, and far out the single line, has no box in the document. */
const seeEverything = (page: Page) => page.setViewportSize({ width: 3600, height: 1800 })

/** `CONTAINER>NETWORK` of a host, as its containers tell; of the way out of overlays the network alone tells. */
async function attachmentsOf(host: string): Promise<string[]> {
  const [containers, networks] = await Promise.all([containersOf(host), networksOf(host)])
  const told = containers.flatMap(({ Id, NetworkSettings }) =>
    Object.values(NetworkSettings.Networks).map(({ NetworkID }) => `${Id}>${NetworkID}`),
  )
  const listed = networks.flatMap(({ Id, Containers }) =>
    Object.keys(Containers ?? {}).flatMap((key) => (/^[0-9a-f]{64}$/.test(key) ? [`${key}>${Id}`] : [])),
  )
  return [...new Set([...told, ...listed])]
}

/** `NETWORK KEY HOST ADDRESS` of each endpoint of an overlay that an agent read. */
function overlayEndpoints({ networks, endpoints, hosts }: Topology): string[] {
  const overlays = new Set<string>(networks.filter(({ driver }) => driver === 'overlay').map(({ id }) => id))
  const names = new Map<string, string>(hosts.map(({ id, name }) => [id, name]))
  return endpoints
    .filter(({ networkId, origin }) => overlays.has(networkId) && origin === 'observed')
    .map(({ networkId, containerId, ownerName, hostId, ipv4 }) =>
      [networkId, containerId ?? ownerName, names.get(hostId), ipv4].join(' '),
    )
    .sort()
}

/** Containers of tasks that run, as the engines of all hosts say. */
async function runningTasks(hosts: readonly string[]): Promise<string[]> {
  const all = (await Promise.all(hosts.map(containersOf))).flat()
  return all
    .filter(({ State, Config }) => State.Status === 'running' && Config.Labels?.['com.docker.swarm.task.id'])
    .map(({ Id }) => Id)
    .sort()
}

/** A swarm that moves its tasks goes on doing so while it is compared. */
const drawsRunningTasks = (topology: TopologyPage, fleet: RunningFleet, hosts: readonly string[]): Promise<void> =>
  expect(async () => {
    expect(await runningTasksDrawn(topology, fleet)).toEqual(await runningTasks(hosts))
  }).toPass({ timeout: 20_000 })

async function runningTasksDrawn(topology: TopologyPage, fleet: RunningFleet): Promise<string[]> {
  const { containers } = await topologyOf(fleet)
  const tasks = new Set<string>(
    containers.filter(({ labels }) => labels['com.docker.swarm.task.id'] !== undefined).map(({ id }) => id),
  )
  return (await topology.drawnIds('container')).filter((id) => tasks.has(id))
}
