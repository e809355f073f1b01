import { mkdirSync } from 'node:fs'
import { test as base } from '@playwright/test'
import { z } from 'zod'
import { ensureBaseImages } from './lab/base-image.ts'
import { exec } from './lab/enter.ts'
import { remakeHost } from './lab/host.ts'
import { requireHostConfig } from './lab/host-config.ts'
import { shareImage } from './lab/share-image.ts'
import { evidenceFolder, root } from './own-processes.ts'

type WorkerFixtures = {
  /** The lab hosts of this project, which can become a swarm. */
  hosts: string[]
  /** Portolan's image, built from the repository's Dockerfile by the first host's engine, and given to the others. */
  image: string
}

/** `test` with Portolan's own image on each host. */
export const test = base.extend<object, WorkerFixtures>({
  hosts: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern to know the dependencies
    async ({}, use, info) => {
      await use(z.array(z.string()).parse(info.project.metadata.hosts))
    },
    { scope: 'worker' },
  ],
  image: [
    async ({ hosts }, use) => {
      const [builder = '', ...others] = hosts
      // A swarm takes no engine whose containers outlive it.
      await Promise.all(hosts.map((host) => remakeHost(host, { ...requireHostConfig(host), liveRestore: false })))
      mkdirSync(evidenceFolder, { recursive: true })
      const image = 'portolan:latest'
      await ensureBaseImages(builder)
      // The builder of 20.10, which the later engines have too where no other is installed.
      await exec(builder, ['env', 'DOCKER_BUILDKIT=0', 'docker', 'build', '--tag', image, root])
      await shareImage(image, builder, others)
      await use(image)
    },
    { scope: 'worker', timeout: 600_000 },
  ],
})

export { expect } from '@playwright/test'
