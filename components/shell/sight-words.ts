import type { HostStatus } from '../../lib/model/status.ts'

/** What each degree of sight means. */
export const sightWords: Record<HostStatus['sight'], string> = {
  1: 'recording',
  2: 'Docker API only',
  3: 'Docker API and kernel',
  4: 'agents on every node',
}
