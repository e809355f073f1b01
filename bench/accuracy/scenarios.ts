import type { Cast } from './ground.ts'

export type AccuracyScenario = {
  name: 'deployment-models' | 'policy' | 'swarm-shop'
  hosts: readonly string[]
  cast: Cast | null
}

const single = ['host1', 'host2'] as const

/** Both engine generations side by side, and a swarm of both. */
export const accuracyScenarios: readonly AccuracyScenario[] = [
  { name: 'deployment-models', hosts: single, cast: { db: 'db', peer: 'api', both: 'worker' } },
  { name: 'policy', hosts: single, cast: { db: 'db', peer: 'monitor', both: 'web' } },
  { name: 'swarm-shop', hosts: ['host3', 'host4', 'host5', 'host6'], cast: null },
]
