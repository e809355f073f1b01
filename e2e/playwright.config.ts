import { defineConfig } from '@playwright/test'

// A lab of its own, so that a run neither meets nor ends another one.
process.env.PORTOLAN_LAB ??= 'portolan-e2e'

const report = process.env.PORTOLAN_TEST_REPORT

/** One engine generation a project, each on a lab host of its own and so beside the other; then what is judged over the whole run. */
export default defineConfig({
  testDir: './specs',
  outputDir: '../test-results/playwright',
  globalSetup: './global-setup.ts',
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
      ],
    },
  },
  projects: [
    { name: 'machine engine', testIgnore: 'afterwards.spec.ts', metadata: { host: 'host1' }, workers: 1 },
    { name: 'sid engine', testIgnore: 'afterwards.spec.ts', metadata: { host: 'host2' }, workers: 1 },
    { name: 'afterwards', testMatch: 'afterwards.spec.ts', dependencies: ['machine engine', 'sid engine'] },
  ],
})
