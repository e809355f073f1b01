import { emptyHost } from './empty-host.ts'
import { exec } from './enter.ts'
import { hostAddresses } from './host-addresses.ts'
import type { PlannedContainer, PlannedNetwork, ScenarioPlan, ScenarioSize } from './scenario.ts'
import { scenarioByName } from './scenario-list.ts'

/** Makes a host hold a scenario and nothing else, whatever it held before. */
export async function applyScenario(
  host: string,
  name: string,
  size: ScenarioSize = { containers: 200, networks: 40 },
): Promise<void> {
  const scenario = scenarioByName(name)
  await emptyHost(host)
  if (scenario.kind === 'bulk') await scenario.make(host, size)
  else await makePlan(host, scenario.plan(hostAddresses(host)))
}

/** One after the other, so that the engine gives the same addresses each time. */
async function makePlan(host: string, plan: ScenarioPlan): Promise<void> {
  for (const network of plan.networks) await makeNetwork(host, network)
  for (const container of plan.containers) await makeContainer(host, container)
  for (const command of plan.commands) await exec(host, command)
}

async function makeNetwork(host: string, { name, options }: PlannedNetwork): Promise<void> {
  await exec(host, ['docker', 'network', 'create', ...options, name])
}

async function makeContainer(host: string, container: PlannedContainer): Promise<void> {
  const { name, image, options, command, joins, state } = container
  await exec(host, ['docker', 'create', '--name', name, ...options, image, ...command])
  for (const { network, options: joinOptions } of joins) {
    await exec(host, ['docker', 'network', 'connect', ...joinOptions, network, name])
  }
  if (state === 'created') return
  await exec(host, ['docker', 'start', name])
  if (state === 'paused') await exec(host, ['docker', 'pause', name])
  if (state === 'exited') await exec(host, ['docker', 'wait', name])
}
