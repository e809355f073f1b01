import { engineFailure } from '../collect/engine-state.ts'
import type { HostAnswers } from '../collect/host-answers.ts'
import type { HostId } from '../model/id.ts'
import type { HostStatus } from '../model/status.ts'
import { describeKernel, mayEnterNamespaces } from './describe-kernel.ts'
import { findOldest } from './find-oldest.ts'
import type { WatcherGap } from './watcher-gaps.ts'

type Facts = {
  hostId: HostId
  agentVersion: string
  engine: HostStatus['engine']
  answers: HostAnswers
  watcherGaps: readonly WatcherGap[]
  drift: HostStatus['drift']
  missedEvents: number
  recording: { recordedAt: number; name: string } | null
}

/** How fresh and how true the view is, in the words of the protocol. */
export function describeStatus(facts: Facts): HostStatus {
  const { hostId, agentVersion, answers, drift, missedEvents, recording } = facts
  const engine = ofUnfit(answers, facts.engine)
  const oldest = recording ? null : findOldest(answers)
  const shared = { hostId, agentVersion, engine, oldest, drift, missedEvents, heard: null }
  if (recording) {
    return {
      ...shared,
      sight: 1,
      sightReason: 'This is a recording: nothing in it changes.',
      kernel: { state: 'recorded', detail: `recorded: ${recording.name}` },
      recordedAt: recording.recordedAt,
      recordingName: recording.name,
    }
  }
  const kernel = describeKernel(answers, facts.watcherGaps)
  return {
    ...shared,
    sight: kernel.state !== 'none' && mayEnterNamespaces(answers) ? 3 : 2,
    sightReason: kernel.state === 'live' ? null : kernel.detail,
    kernel,
    recordedAt: null,
    recordingName: null,
  }
}

/** An engine that is too old (or too new) sends events all the same; nothing else can be asked of it. */
function ofUnfit(answers: HostAnswers, engine: HostStatus['engine']): HostStatus['engine'] {
  const failure = engineFailure(answers)
  if (failure?.code !== 'engine-too-old') return engine
  const since = engine.state === 'live' ? failure.readAt : engine.since
  return { state: answers.version?.value ? 'silent' : 'absent', since, detail: failure.reason }
}
