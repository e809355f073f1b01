import { test as base } from '@playwright/test'
import { z } from 'zod'
import { type RunningFleet, runFleet } from './running-fleet.ts'

type WorkerFixtures = {
  /** The lab hosts of this project, which become one swarm. */
  hosts: string[]
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
  fleet: [
    async ({ hosts }, use, info) => {
      const fleet = await runFleet(hosts, `fleet${info.workerIndex}`)
      await use(fleet)
      await fleet.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})

export { expect } from '@playwright/test'
