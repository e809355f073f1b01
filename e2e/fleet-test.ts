import { test as base } from '@playwright/test'
import { z } from 'zod'
import { applySwarmScenario } from './lab/apply-swarm-scenario.ts'
import { type RunningFleet, runFleet } from './running-fleet.ts'

type WorkerFixtures = {
  /** The lab hosts of this project, which become one swarm. */
  hosts: string[]
  /** What the hosts are made anew with before the fleet starts, in place of any fleet that ran before; null leaves them as they are. */
  scenario: string | null
  fleet: RunningFleet
}

/** `test` with a Portolan that hears an agent on each of several hosts. */
export const test = base.extend<object, WorkerFixtures>({
  hosts: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern to know the dependencies
    async ({}, use, info) => {
      await use(z.array(z.string()).parse(info.project.metadata.hosts))
    },
    { scope: 'worker' },
  ],
  scenario: [null, { scope: 'worker', option: true }],
  fleet: [
    async ({ hosts, scenario }, use, info) => {
      if (scenario !== null) await applySwarmScenario(hosts, scenario)
      const fleet = await runFleet(hosts, `fleet${info.workerIndex}`)
      await use(fleet)
      await fleet.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

export { expect } from '@playwright/test'
