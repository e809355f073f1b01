import type { Cast } from './ground.ts'

export type AccuracyScenario = {
  name: 'deployment-models' | 'policy' | 'swarm-shop' | 'debian-kernel'
  /** The machine's own, or that of its virtual machine. */
  kernel: 'own' | 'debian'
  hosts: readonly string[]
  cast: Cast | null
}

const single = ['host1', 'host2'] as const

/** Both engine generations side by side, and a swarm of both; the same on the other kernel. */
export const accuracyScenarios: readonly AccuracyScenario[] = [
  { name: 'deployment-models', kernel: 'own', hosts: single, cast: { db: 'db', peer: 'api', both: 'worker' } },
  { name: 'policy', kernel: 'own', hosts: single, cast: { db: 'db', peer: 'monitor', both: 'web' } },
  { name: 'swarm-shop', kernel: 'own', hosts: ['host3', 'host4', 'host5', 'host6'], cast: null },
  { name: 'debian-kernel', kernel: 'debian', hosts: ['host1', 'host3'], cast: null },
  { name: 'swarm-shop', kernel: 'debian', hosts: ['host1', 'host2', 'host3'], cast: null },
]
