import { defineConfig } from '@playwright/test'
import { containerHosts, manyHosts } from './lab-hosts.ts'

// A lab of its own, so that a run neither meets nor ends another one.
process.env.PORTOLAN_LAB ??= 'portolan-e2e'

const report = process.env.PORTOLAN_TEST_REPORT

/** What a host does while something is wrong with it: these wait for sweeps, time limits and engines, and leave the processor to others. */
const trouble = ['engine-trouble.spec.ts', 'live.spec.ts', 'states.spec.ts']

const notOfOneHost = [...trouble, 'afterwards.spec.ts', 'accuracy.spec.ts', 'many/*.spec.ts', 'containers/*.spec.ts']

/**
 * One engine generation a project, each on a lab host of its own and so beside the other, and one more each for what waits; one project over
 * several hosts of mixed engines, one of Portolan in containers; then what is judged over the whole run. A page is the same whatever the engine: on
 * one it is light, on the other dark.
 */
export default defineConfig({
  testDir: './specs',
  outputDir: '../test-results/playwright',
  globalSetup: './global-setup.ts',
  workers: 4,
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
    { name: 'many hosts', testMatch: 'many/*.spec.ts', metadata: { hosts: manyHosts }, workers: 1, timeout: 180_000 },
    { name: 'machine engine', testIgnore: notOfOneHost, metadata: { host: 'host1' }, workers: 1 },
    {
      name: 'sid engine',
      testIgnore: notOfOneHost,
      metadata: { host: 'host2' },
      workers: 1,
      use: { colorScheme: 'dark' },
    },
    { name: 'machine engine in trouble', testMatch: trouble, metadata: { host: 'host10' }, workers: 1 },
    {
      name: 'sid engine in trouble',
      testMatch: trouble,
      metadata: { host: 'host11' },
      workers: 1,
      use: { colorScheme: 'dark' },
    },
    {
      name: 'containers',
      testMatch: 'containers/*.spec.ts',
      metadata: { hosts: containerHosts },
      workers: 1,
      timeout: 120_000,
    },
    {
      // On the hosts that the specs of one host had, when these are done.
      name: 'accuracy',
      testMatch: 'accuracy.spec.ts',
      dependencies: ['machine engine', 'sid engine'],
      workers: 1,
      timeout: 240_000,
    },
    {
      name: 'afterwards',
      testMatch: 'afterwards.spec.ts',
      dependencies: ['machine engine in trouble', 'sid engine in trouble', 'many hosts', 'containers', 'accuracy'],
    },
  ],
})
