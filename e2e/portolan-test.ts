import { test as base } from '@playwright/test'
import { type RunningPortolan, runPortolan } from './running-portolan.ts'

type WorkerFixtures = {
  /** The lab host that this project tests. */
  host: string
  portolan: RunningPortolan
}

/** `test` with a Portolan that runs beside the engine of this project's host. */
export const test = base.extend<object, WorkerFixtures>({
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern to know the dependencies
    async ({}, use, info) => {
      await use(String(info.project.metadata.host))
    },
    { scope: 'worker' },
  ],
  portolan: [
    async ({ host }, use, info) => {
      const portolan = await runPortolan(host, { name: `worker${info.workerIndex}` })
      await use(portolan)
      await portolan.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

export { expect } from '@playwright/test'
