import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { root } from '../own-processes.ts'
import { TopologyPage } from './topology-page.ts'

const folder = join(root, 'test-results/pictures')

/** Pictures for a person to look at: each view, light and dark, on a screen and on a phone. */
export async function takePictures(
  page: Page,
  url: string,
  name: string,
  views: Record<string, Record<string, string>>,
) {
  await onEachScreen(page, async (width) => {
    for (const [view, query] of Object.entries(views)) {
      await TopologyPage.open(page, url, query)
      if (query.selected) await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible()
      await takeInBothThemes(page, (theme) => `${name}-${theme}-${width}-${view}`)
    }
  })
}

/** Does the same on a wide screen and on a phone, with nothing in motion. */
export async function onEachScreen(page: Page, work: (width: number) => Promise<void>): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await work(width)
  }
}

/** What a page shows now, light and dark, without loading it anew. */
export async function takeInBothThemes(page: Page, name: (theme: 'light' | 'dark') => string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(folder, `${name(colorScheme)}.png`) })
  }
}
