import type { Fault } from './faults/fault.ts'
import { isQuick, look, notRestored, runStep, type StepResult } from './run-step.ts'
import type { AccuracyScenario } from './scenarios.ts'
import { withScenario } from './with-scenario.ts'

/** Makes a scenario, and does its faults in it one after the other. Hands back what is not as it was in the end. */
export function compareScenario(
  scenario: AccuracyScenario,
  faults: readonly Fault[],
  sample: { most: number; seed: number; keepScenario?: boolean },
  take: (fault: Fault, result: StepResult) => void,
): Promise<string[]> {
  return withScenario(scenario, sample.keepScenario === true, async (setting) => {
    const first = await look(scenario.hosts, setting)
    let sight = first
    for (const fault of faults.filter(({ on }) => on.includes(scenario.name))) {
      const result = await runStep(scenario, fault, setting, sample, sight)
      sight = result.after
      take(fault, result)
    }
    return isQuick ? [] : notRestored(first, await look(scenario.hosts, setting))
  })
}
