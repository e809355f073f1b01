import { applyPlan } from './apply-plan.ts'
import { emptyHost } from './empty-host.ts'
import { hostAddresses } from './host-addresses.ts'
import type { ScenarioSize } from './scenario.ts'
import { scenarioByName } from './scenario-list.ts'

/** Makes a host hold a scenario and nothing else, whatever it held before. */
export async function applyScenario(
  host: string,
  name: string,
  size: ScenarioSize = { containers: 200, networks: 40 },
): Promise<void> {
  const scenario = scenarioByName(name)
  if (scenario.kind === 'swarm') throw new Error(`${name} is a swarm of many hosts: applySwarmScenario makes it`)
  await emptyHost(host)
  if (scenario.kind === 'bulk') await scenario.make(host, size)
  else await applyPlan(host, scenario.plan(hostAddresses(host)))
}
