import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['lib/**/*.test.ts', 'components/**/*.test.{ts,tsx}', 'app/**/*.test.ts', 'bench/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
    // Every core: left to itself the runner keeps one for a person who watches, which is half of two.
    maxWorkers: '100%',
    passWithNoTests: false,
  },
})
