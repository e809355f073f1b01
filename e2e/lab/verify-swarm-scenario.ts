import assert from 'node:assert/strict'
import { hostAddresses } from './host-addresses.ts'
import { inspectContainers } from './inspect-host.ts'
import { readNodes, readOverlay, readServices, readTasks } from './inspect-swarm.ts'
import type { PlannedNetwork, PlannedNode, ScenarioPlan, SwarmScenario } from './scenario.ts'
import { swarmNodeId } from './swarm-membership.ts'
import { verifyHeldAddresses } from './verify-scenario.ts'

/** Throws unless managers, engines and kernel hold what the scenario plans. */
export async function verifySwarmScenario(hosts: readonly string[], scenario: SwarmScenario): Promise<void> {
  const plan = scenario.plan(hosts)
  const manager = plan.nodes[0]?.host ?? ''
  await verifyNodes(manager, plan.nodes)
  for (const network of plan.networks) await verifyOverlay(manager, network)
  const services = await readServices(manager)
  assert.deepEqual(services.map(({ Spec }) => Spec.Name).sort(), plan.services.map(({ name }) => name).sort())
  for (const host of hosts) await verifyTasks(host, manager)
  for (const { host, plan: own } of plan.besides) await verifyBesides(host, own)
}

async function verifyNodes(manager: string, planned: readonly PlannedNode[]): Promise<void> {
  const nodes = await readNodes(manager)
  assert.equal(nodes.length, planned.length)
  for (const { host, role, zone, labels } of planned) {
    const node = nodes.find(({ Description }) => Description.Hostname === host)
    assert.equal(node?.Spec.Role, role, host)
    assert.equal(node?.Status.State, 'ready', host)
    assert.deepEqual(node?.Spec.Labels ?? {}, labels, host)
    assert.equal(hostAddresses(host).zone, zone, host)
    assert.equal(node?.Status.Addr, hostAddresses(host).v4, host)
  }
}

async function verifyOverlay(manager: string, { name, options }: PlannedNetwork): Promise<void> {
  const overlay = await readOverlay(manager, name)
  assert.equal(overlay?.Driver, 'overlay', name)
  assert.equal(overlay?.Internal, options.includes('--internal'), `${name} is internal`)
  assert.equal(overlay?.Attachable, options.includes('--attachable'), `${name} is attachable`)
  assert.equal('encrypted' in (overlay?.Options ?? {}), options.includes('encrypted'), `${name} is encrypted`)
}

/** Each task that a manager has as running on this host is a container of its engine, with its addresses. */
async function verifyTasks(host: string, manager: string): Promise<void> {
  const nodeId = await swarmNodeId(host)
  const tasks = (await readTasks(manager)).filter(
    ({ NodeID, Status }) => NodeID === nodeId && Status.State === 'running',
  )
  const containers = await inspectContainers(host)
  for (const task of tasks) {
    const container = containers.find(({ Id }) => Id === task.Status.ContainerStatus?.ContainerID)
    assert.ok(container, `${host} has the container of task ${task.ID}`)
    assert.equal(container.State.Status, 'running', container.Name)
    const said = Object.values(container.NetworkSettings.Networks).map(({ IPAddress }) => IPAddress)
    for (const address of task.NetworksAttachments?.flatMap(({ Addresses }) => Addresses ?? []) ?? []) {
      assert.ok(said.includes(address.split('/')[0] ?? ''), `${container.Name} has ${address}`)
    }
    await verifyHeldAddresses(host, container)
  }
}

async function verifyBesides(host: string, plan: ScenarioPlan): Promise<void> {
  const containers = await inspectContainers(host)
  for (const { name, state } of plan.containers) {
    const container = containers.find(({ Name }) => Name === `/${name}`)
    assert.equal(container?.State.Status, state, name)
    if (container) await verifyHeldAddresses(host, container)
  }
}
