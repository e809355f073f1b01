import { chromium, type Page } from '@playwright/test'
import config from '../e2e/playwright.config.ts'

/** Runs the work with a page of Chromium, the one and the size that the end-to-end tests use. */
export async function withPage<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ ...config.use?.launchOptions, headless: true })
  try {
    return await work(await browser.newPage({ viewport: { width: 1440, height: 900 } }))
  } finally {
    await browser.close()
  }
}
