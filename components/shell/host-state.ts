import type { HostStatus } from '../../lib/model/status.ts'

export type HostState = {
  word: string
  tone: 'ok' | 'warn' | 'bad' | 'idle'
  /** Since when, where it is not as it should be. */
  since: number | null
}

/** The one word for how a host is seen: whether its agent is heard comes before what its engine does. */
export function hostState(status: HostStatus | null): HostState {
  if (status === null) return { word: 'no agent', tone: 'idle', since: null }
  const { heard, engine } = status
  if (heard?.state === 'stale') return { word: 'stale for', tone: 'bad', since: heard.since }
  switch (engine.state) {
    case 'silent':
      return { word: 'engine silent for', tone: 'bad', since: engine.since }
    case 'absent':
      return { word: 'no engine', tone: 'warn', since: null }
    case 'recorded':
      return { word: 'recording', tone: 'idle', since: null }
    case 'live':
      return { word: 'live', tone: 'ok', since: null }
    default:
      return engine.state satisfies never
  }
}
