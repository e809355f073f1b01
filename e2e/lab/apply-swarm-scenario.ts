import { applyPlan, makeNetwork } from './apply-plan.ts'
import { awaitServices } from './await-services.ts'
import { labelNode } from './change-node.ts'
import { exec } from './enter.ts'
import { remakeHost } from './host.ts'
import { requireHostConfig } from './host-config.ts'
import { inParallel } from './in-parallel.ts'
import type { PlannedNode, PlannedService, SwarmPlan } from './scenario.ts'
import { scenarioByName } from './scenario-list.ts'
import { initSwarm, joinSwarm } from './swarm-membership.ts'
import { patience } from './wait-until.ts'

/**
 * Makes one swarm over these hosts that holds the scenario and nothing else. The hosts are made anew for it, whatever they
 * held and ran: without live-restore, and in the zones of the scenario.
 */
export async function applySwarmScenario(hosts: readonly string[], name: string): Promise<void> {
  const scenario = scenarioByName(name)
  if (scenario.kind !== 'swarm') throw new Error(`${name} is for single hosts: applyScenario makes it`)
  if (hosts.length < scenario.fewestHosts) {
    throw new Error(`${name} needs ${scenario.fewestHosts} hosts, and there are ${hosts.length}`)
  }
  const plan = scenario.plan(hosts)
  await inParallel(plan.nodes, patience > 1 ? 1 : plan.nodes.length, prepareHost)
  const manager = await makeSwarm(plan)
  for (const { name: secret, value } of plan.secrets) {
    await exec(manager, ['docker', 'secret', 'create', secret, '-'], { input: value })
  }
  for (const network of plan.networks) await makeNetwork(manager, network)
  for (const service of plan.services) {
    await makeService(manager, service)
    // All at once, they would keep a slow machine from its heartbeats.
    if (patience > 1) await awaitServices(manager)
  }
  await awaitServices(manager)
  for (const { host, plan: own } of plan.besides) await applyPlan(host, own)
}

async function prepareHost({ host, zone }: PlannedNode): Promise<void> {
  await remakeHost(host, { ...requireHostConfig(host), liveRestore: false, zone })
}

/** Managers join one after the other: each changes the quorum. */
async function makeSwarm({ init, nodes }: SwarmPlan): Promise<string> {
  const [first, ...others] = nodes
  if (first === undefined) throw new Error('A swarm needs a host')
  await initSwarm(first.host, init)
  for (const { host, role } of others.filter(({ role }) => role === 'manager')) await joinSwarm(host, role, first.host)
  const workers = others.filter(({ role }) => role === 'worker')
  await Promise.all(workers.map(({ host, role }) => joinSwarm(host, role, first.host)))
  for (const { host, labels } of nodes) {
    if (Object.keys(labels).length > 0) await labelNode(host, first.host, labels)
  }
  return first.host
}

/** A stopped program of the image does not heed SIGTERM, so each gets a second instead of ten. */
async function makeService(manager: string, { name, image, options, command }: PlannedService): Promise<void> {
  const shared = ['--detach', '--no-resolve-image', '--stop-grace-period', '1s']
  await exec(manager, ['docker', 'service', 'create', ...shared, '--name', name, ...options, image, ...command])
}
