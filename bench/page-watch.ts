import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { waitFor } from '../e2e/lab/wait-until.ts'

const Frames = z.array(z.object({ at: z.number(), seen: z.boolean() }))

const patienceMs = 20_000

/** Puts the clock into every page that is opened from now on. */
export async function addPageClock(page: Page): Promise<void> {
  await page.addInitScript({ path: fileURLToPath(import.meta.resolve('./page-clock.js')) })
}

/** Has the page note each frame in which `condition`, an expression, comes true or ends. Whether it is true now. */
export async function watchPage(page: Page, condition: string): Promise<boolean> {
  await page.evaluate(`portolanBench.watch(() => ${condition})`)
  return z.boolean().parse(await page.evaluate(condition))
}

/** When the first frame was drawn, at `since` or later, in which the condition was `seen`. */
export function drawnAt(page: Page, since: number, seen: boolean, what: string): Promise<number> {
  return waitFor(
    `the page shows ${what}`,
    async () => {
      const frames = Frames.parse(await page.evaluate('portolanBench.frames'))
      return frames.find((frame) => frame.at >= since && frame.seen === seen)?.at ?? null
    },
    patienceMs,
  )
}
