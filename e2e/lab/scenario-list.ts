import type { Scenario } from './scenario.ts'
import { debianKernel } from './scenarios/debian-kernel.ts'
import { deploymentModels } from './scenarios/deployment-models.ts'
import { many } from './scenarios/many.ts'
import { policy } from './scenarios/policy.ts'
import { swarmShop } from './scenarios/swarm-shop.ts'
import { twoZones } from './scenarios/two-zones.ts'

export const scenarios: readonly Scenario[] = [deploymentModels, policy, many, debianKernel, swarmShop, twoZones]

export function scenarioByName(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name)
  if (found) return found
  throw new Error(`There is no scenario "${name}"; there are ${scenarios.map((scenario) => scenario.name).join(', ')}`)
}
