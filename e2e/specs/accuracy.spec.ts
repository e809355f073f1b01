import { expect, test } from '@playwright/test'
import { compareScenario } from '../../bench/accuracy/compare-scenario.ts'
import { faults } from '../../bench/accuracy/faults/fault-list.ts'
import { part } from '../../bench/accuracy/part.ts'
import { count, disagreementLine } from '../../bench/accuracy/report.ts'
import type { Compared } from '../../bench/accuracy/run-step.ts'
import { accuracyScenarios } from '../../bench/accuracy/scenarios.ts'

const chosen = faults.filter(({ name }) => part.faults.some((one) => one === name))

for (const scenario of accuracyScenarios.filter(({ name }) => part.scenarios.some((one) => one === name))) {
  test(`${scenario.name}: what a trace foretells is what real packets do, as it is and with eight faults`, async () => {
    const compared: Compared[] = []
    const left: string[] = []
    await compareScenario(scenario, chosen, part, (fault, result) => {
      compared.push(...result.compared)
      left.push(...result.notRestored.map((line) => `${fault.name}: ${line}`))
    })
    const { pairs, unknown } = count(compared)
    const wrong = compared.filter(({ judgement }) => judgement.kind === 'wrong')
    expect(wrong.map(disagreementLine)).toEqual([])
    expect(left).toEqual([])
    expect(pairs).toBeGreaterThan(900)
    expect(unknown / pairs).toBeLessThan(0.02)
  })
}
