import type { HostId } from '../model/id.ts'
import type { HostStatus } from '../model/status.ts'

/** What an agent says of a host that it sees well, for tests. */
export const statusOf = (hostId: HostId): HostStatus => ({
  hostId,
  agentVersion: '0.2.0',
  sight: 3,
  sightReason: null,
  engine: { state: 'live', since: 1, detail: 'Docker 28.5.2' },
  kernel: { state: 'live', detail: 'all' },
  oldest: null,
  drift: null,
  missedEvents: 0,
  recordedAt: null,
  recordingName: null,
  heard: null,
})
