import type { Scenario } from './scenario.ts'
import { deploymentModels } from './scenarios/deployment-models.ts'
import { many } from './scenarios/many.ts'
import { policy } from './scenarios/policy.ts'

export const scenarios: readonly Scenario[] = [deploymentModels, policy, many]

export function scenarioByName(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name)
  if (found) return found
  throw new Error(`There is no scenario "${name}"; there are ${scenarios.map((scenario) => scenario.name).join(', ')}`)
}
