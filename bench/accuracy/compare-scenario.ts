import type { Fault } from './faults/fault.ts'
import { look, runStep, type StepResult } from './run-step.ts'
import type { AccuracyScenario } from './scenarios.ts'
import { withScenario } from './with-scenario.ts'

/** Makes a scenario, and does its faults in it one after the other. */
export function compareScenario(
  scenario: AccuracyScenario,
  faults: readonly Fault[],
  sample: { most: number; seed: number; keepScenario?: boolean },
  take: (fault: Fault, result: StepResult) => void,
): Promise<void> {
  return withScenario(scenario, sample.keepScenario === true, async (setting) => {
    let sight = await look(scenario.hosts, setting)
    for (const fault of faults.filter(({ on }) => on.includes(scenario.name))) {
      const result = await runStep(scenario, fault, setting, sample, sight)
      sight = result.after
      take(fault, result)
    }
  })
}
